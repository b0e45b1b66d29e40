"""THE API: what the screens show and do, as JSON under `/api/v1/`, through the same desks of the reading room.

Each operation is declared once, beside the function that answers it; routes, the OpenAPI description and the page that
shows it are made from the declarations. May not enter: the store, or a question of who may see what: the desks answer
that. Front doors: `site.register(app)`, `description.openapi()`.
"""
