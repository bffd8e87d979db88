"""Which matter each stance answers, and the answers whose matter another report tells."""
