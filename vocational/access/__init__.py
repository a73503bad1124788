"""Who may do what: permissions, roles, actors, guards of routes and commands."""
