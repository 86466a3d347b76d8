// Counts segments with Twilio's own calculator. Told { text }; says { encoding, segments }.
import { createInterface } from 'node:readline';
import { SegmentedMessage } from 'sms-segments-calculator';

for await (const line of createInterface({ input: process.stdin })) {
  const message = new SegmentedMessage(JSON.parse(line).text);
  console.log(JSON.stringify({ encoding: message.encodingName, segments: message.segmentsCount }));
}
