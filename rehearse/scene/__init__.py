"""The files that set a scene: personas, scenarios, rubrics, assignments; their models, loading and checking."""
