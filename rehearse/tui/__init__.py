"""The app: screens and widgets over the engine. It knows everything and is known by nobody."""
