// What ical.js reads in calendar files: a line of JSON for each file, with its events.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

for (const path of process.argv.slice(2)) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, 'utf8')));
  const events = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      modified: component.getFirstPropertyValue('last-modified').toString(),
      status: component.getFirstPropertyValue('status'),
      start: event.startDate.toString(),
      end: event.endDate.toString(),
      place: event.location,
    };
  });
  console.log(JSON.stringify(events));
}
