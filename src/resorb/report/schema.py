"""x"""
def schema(): return {}
