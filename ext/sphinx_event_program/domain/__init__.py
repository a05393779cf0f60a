"""What Sphinx sees of an event: settings, domain, directives and roles."""
