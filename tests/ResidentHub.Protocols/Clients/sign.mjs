// Signs calls as Twilio does, with Twilio's own code. Told { token, url, fields } or { token, url, body }; says { url, signature }.
import { createInterface } from 'node:readline';
import twilio from 'twilio';

for await (const line of createInterface({ input: process.stdin })) {
  const { token, url, fields, body } = JSON.parse(line);
  const signed = body === undefined ? url : `${url}${url.includes('?') ? '&' : '?'}bodySHA256=${twilio.getExpectedBodyHash(body)}`;
  const signature = twilio.getExpectedTwilioSignature(token, signed, fields ?? {});
  const isValid = body === undefined ? twilio.validateRequest(token, signature, signed, fields ?? {}) : twilio.validateRequestWithBody(token, signature, signed, body);
  console.log(JSON.stringify({ url: signed, signature, isValid }));
}
