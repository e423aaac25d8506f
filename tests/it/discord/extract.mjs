// Makes openapi-subset.json, by which mod.rs beside it judges what the bot sends.
//
//     node tests/it/discord/extract.mjs path/to/openapi.json
//
// The argument is Discord's published API document, `specs/openapi.json` of
// <https://github.com/discord/discord-api-spec>, whose licence stands beside this file. Of it are kept the JSON bodies
// of the requests listed here, the schemas they lead to, and nothing that only explains. Run it anew after an update of
// that document, or when the bot learns another request; a request that is not listed fails the judge.

import { readFileSync, writeFileSync } from 'node:fs';

const COMMANDS = '/applications/{application_id}/commands';
const GUILD_COMMANDS = '/applications/{application_id}/guilds/{guild_id}/commands';
const MESSAGES = '/channels/{channel_id}/messages';
const WEBHOOK = '/webhooks/{webhook_id}/{webhook_token}';

const REQUESTS = [
  ['post', '/interactions/{interaction_id}/{interaction_token}/callback'],
  ['put', COMMANDS],
  ['post', COMMANDS],
  ['patch', `${COMMANDS}/{command_id}`],
  ['put', GUILD_COMMANDS],
  ['post', GUILD_COMMANDS],
  ['patch', `${GUILD_COMMANDS}/{command_id}`],
  ['post', '/users/@me/channels'],
  ['post', MESSAGES],
  ['patch', `${MESSAGES}/{message_id}`],
  ['post', `${MESSAGES}/{message_id}/crosspost`],
  ['post', '/guilds/{guild_id}/scheduled-events'],
  ['patch', '/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}'],
  ['post', '/channels/{channel_id}/typing'],
  ['post', '/channels/{channel_id}/threads'],
  ['patch', '/channels/{channel_id}'],
  ['put', '/channels/{channel_id}/thread-members/@me'],
  ['put', '/channels/{channel_id}/thread-members/{user_id}'],
  ['post', WEBHOOK],
  ['patch', `${WEBHOOK}/messages/@original`],
  ['patch', `${WEBHOOK}/messages/{message_id}`],
];

// Answers to interactions that no chat bot gives.
const LEFT_OUT = /^(LaunchActivity|Pong|SocialLayer.*)InteractionCallbackRequest$/;

// What the judge sees of a request without a body.
const NO_BODY = { type: 'null' };

const source = process.argv[2];
if (!source) {
  console.error('usage: node tests/it/discord/extract.mjs path/to/openapi.json');
  process.exit(2);
}
// Some numbers are larger than JavaScript's are exact; they pass through as texts.
const exact = readFileSync(source, 'utf8').replace(/: *(\d{16,})/g, ': "exactly $1"');
const document = JSON.parse(exact);
const all = document.components.schemas;

const nameOf = (schema) => schema?.$ref?.split('/').at(-1);

// Keys of `properties` are names; elsewhere `description`, `title` and `x-…` only explain.
function trimmed(value, isNames = false) {
  if (Array.isArray(value)) {
    return value.filter((item) => !LEFT_OUT.test(nameOf(item) ?? '')).map((item) => trimmed(item));
  }
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(
    ([key]) => isNames || !(key === 'description' || key === 'title' || key.startsWith('x-')),
  );
  return Object.fromEntries(kept.map(([key, part]) => [key, trimmed(part, key === 'properties' && !isNames)]));
}

const schemas = {};
function follow(value) {
  if (value === null || typeof value !== 'object') return;
  const name = nameOf(value);
  if (name && !(name in schemas)) {
    schemas[name] = trimmed(all[name]);
    follow(schemas[name]);
  }
  Object.values(value).forEach(follow);
}

const paths = {};
for (const [method, path] of REQUESTS) {
  const { requestBody } = document.paths[path][method];
  const schema = requestBody ? trimmed(requestBody.content['application/json'].schema) : NO_BODY;
  (paths[path] ??= {})[method] = schema;
  follow(schema);
}

// One line a path or schema, so that an update shows in review.
const lines = (object) =>
  Object.keys(object)
    .sort()
    .map((key) => `    ${JSON.stringify(key)}: ${JSON.stringify(object[key])}`)
    .join(',\n');

const text = `{
  "openapi": ${JSON.stringify(document.openapi)},
  "info": ${JSON.stringify({ title: document.info.title, version: document.info.version, license: document.info.license })},
  "requests": {
${lines(paths)}
  },
  "components": { "schemas": {
${lines(schemas)}
  } }
}
`;
writeFileSync(new URL('openapi-subset.json', import.meta.url), text.replace(/"exactly (\d+)"/g, '$1'));
