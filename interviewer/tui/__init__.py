"""The full-screen app: screens, widgets and themes over the services."""
