/** Sends the requests of Twilio's helper library through a function rather than over the network. */
import twilio from 'twilio';

type Fetch = (request: Request) => Promise<Response>;
type Options = Parameters<InstanceType<typeof twilio.RequestClient>['request']>[0];
type Answer<Data> = ReturnType<typeof twilio.RequestClient.prototype.request<Data>>;

/** The helper library's door to the world, with a `fetch` behind it. */
export class FetchRequestClient extends twilio.RequestClient {
  readonly #fetch: Fetch;

  constructor(fetch: Fetch) {
    super();
    this.#fetch = fetch;
  }

  override async request<Data>(options: Options): Answer<Data> {
    const response = await this.#fetch(toRequest(options));
    const answer = { statusCode: response.status, body: await response.text(), headers: {} };
    // The library declares the body as parsed data and yet parses it itself: what it expects here is the text.
    return answer as unknown as Awaited<Answer<Data>>;
  }
}

function toRequest({ method, uri, username, password, params, data, headers }: Options): Request {
  const url = new URL(uri);
  for (const [name, value] of toForm(params)) url.searchParams.append(name, value);
  const isRead = method === 'get' || method === 'delete';
  const request = new Request(url, { method, ...(isRead ? {} : { body: toForm(data as object | undefined) }) });
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (!/^(connection|content-type)$/i.test(name)) request.headers.set(name, value);
  }
  const credentials = Buffer.from(`${username ?? ''}:${password ?? ''}`).toString('base64');
  request.headers.set('Authorization', `Basic ${credentials}`);
  return request;
}

/** Lists are repeated fields; what is `undefined` is not sent. */
function toForm(fields: object | undefined): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields ?? {})) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) form.append(name, String(item));
    }
  }
  return form;
}
