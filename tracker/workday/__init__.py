"""THE DAY'S WORK: visit the sources, take in what is new, compare it, tell who asked; on a schedule, by one process.

The only room that knows sources, reading, comparing, the store and alerts at once.
Front doors: `desk.open_desk`, `pull.pull`, `intake.take_in`, `upload.take_in_file`, `dispatch.dispatch`,
`schedule.run`.
"""
