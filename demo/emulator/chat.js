import { Client } from '@twilio/conversations';

// Where the emulator listens. Everything but the option `Twilsock` is as with Twilio itself.
const parameters = new URLSearchParams(location.search);
const emulator = parameters.get('emulator') ?? 'http://127.0.0.1:8090';
const identity = parameters.get('as') ?? 'alice';
const find = (id) => document.getElementById(id);

const token = await (await fetch(`${emulator}/tokens/${identity}`)).text();
const client = new Client(token, { Twilsock: { uri: `${emulator.replace('http', 'ws')}/v3/wsconnect` } });
await new Promise((resolve) => client.onWithReplay('initialized', resolve));

/** Finds the one conversation of this page; whoever comes first makes it. */
async function openConversation() {
  try {
    return await client.getConversationByUniqueName('lobby');
  } catch {
    const made = await client.createConversation({ uniqueName: 'lobby', friendlyName: 'Lobby' });
    await made.join();
    await made.add('bob');
    return made;
  }
}

function show({ author, body }) {
  const line = document.createElement('li');
  line.textContent = `${author}: ${body}`;
  find('log').append(line);
}

const conversation = await openConversation().catch((error) => {
  find('state').textContent = `${identity} is not in this conversation: ${error.message}`;
  throw error;
});
conversation.on('messageAdded', show);
(await conversation.getMessages()).items.forEach(show);
find('state').textContent = `connected as ${identity}`;
find('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  await conversation.sendMessage(find('text').value);
  find('text').value = '';
});
