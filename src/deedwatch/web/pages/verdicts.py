FILTERS = ()
FIELDS = ()
show_all = show_one = show_map = register = show_chart = None
