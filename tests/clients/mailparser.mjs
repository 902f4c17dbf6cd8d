// What mailparser reads in messages: a line of JSON for each file. Invitations are read by ical.js.
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { simpleParser } from 'mailparser';
import ICAL from 'ical.js';

function invitation(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents('vevent');
  const event = new ICAL.Event(events[0]);
  return {
    events: events.length,
    method: calendar.getFirstPropertyValue('method'),
    organizer: event.organizer,
    attendees: event.attendees.map((a) => a.getFirstValue()),
    start: event.startDate.toString(),
  };
}

for (const path of process.argv.slice(2)) {
  const m = await simpleParser(readFileSync(path));
  const calendars = m.attachments.filter((a) => a.contentType === 'text/calendar' && a.contentDisposition !== 'attachment');
  console.log(JSON.stringify({
    to: m.to.value,
    from: m.from.value,
    subject: m.subject,
    unsent: m.headers.get('x-unsent'),
    text: m.text,
    files: m.attachments.filter((a) => a.contentDisposition === 'attachment').map((a) => ({
      name: a.filename, type: a.contentType, sha256: createHash('sha256').update(a.content).digest('hex') })),
    invitations: calendars.map((a) => invitation(a.content.toString('utf8'))),
  }));
}
