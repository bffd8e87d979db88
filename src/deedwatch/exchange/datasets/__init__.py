"""Event data that others have coded: one file a form, and ``formats`` that lists them."""
