"""Does to Rehearse what should never happen to it, and looks at what is left: `make torture`.

One module a fault. Each says what was promised and did not hold; nothing here is imported by the app.
"""
