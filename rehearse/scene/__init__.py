"""The files that set a scene: personas, scenarios, rubrics; their models, loading and checking."""
