"""How records look: docutils nodes, the views that make them and the writers of each family of builders."""
