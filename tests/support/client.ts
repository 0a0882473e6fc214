import { randomBytes } from 'node:crypto';
import { envelope, workspaceHeader, type Envelope, type Operation, type RequestOf, type ResponseOf } from '#contract/index.ts';
import type { App } from '#server/app.ts';

interface CallOptions {
  /** id of the workspace to act in */
  readonly workspace?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** POST unless said */
  readonly method?: string;
  /** of the peer; loopback unless said */
  readonly address?: string;
}

export interface Answer {
  readonly status: number;
  readonly meta: Envelope['meta'];
  readonly data: Record<string, unknown>;
  readonly headers: Headers;
}

/** A browser as far as a server can tell: keeps cookies, says where its pages come from. With a header of its own it is a program as well. */
export class TestClient {
  readonly cookies = new Map<string, string>();
  readonly #app: App;
  readonly #base: string;

  constructor(app: App, base: string) {
    this.#app = app;
    this.#base = base;
  }

  /** Sends anything anywhere below the server's address. */
  async raw(path: string, { address = '127.0.0.1', ...init }: RequestInit & { address?: string } = {}): Promise<Response> {
    const url = new URL(path.replace(/^\//, ''), this.#base);
    const headers = new Headers(init.headers);
    if (!headers.has('host')) headers.set('host', url.host);
    if (this.cookies.size > 0 && !headers.has('cookie'))
      headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const method = init.method ?? 'GET';
    // a Request carries no body with GET; the listener makes such a call a POST and says so
    const moved = init.body != null && (method === 'GET' || method === 'HEAD');
    const request = new Request(url, { ...init, method: moved ? 'POST' : method, headers });
    const response = await this.#app.fetch(request, { address, ...(moved ? { method } : {}) });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return response;
  }

  /** Calls an operation as a page of the server does and answers whatever comes. */
  async call(
    operation: Operation | string,
    request: unknown = {},
    { workspace, headers, method = 'POST', address }: CallOptions = {},
  ): Promise<Answer> {
    const name = typeof operation === 'string' ? operation : operation.name;
    const response = await this.raw(`api/${name}`, {
      method,
      headers: {
        'content-type': 'application/json',
        origin: new URL(this.#base).origin,
        'sec-fetch-site': 'same-origin',
        ...(workspace === undefined ? {} : { [workspaceHeader]: workspace }),
        ...headers,
      },
      ...(method === 'GET' && Object.keys(request as object).length === 0 ? {} : { body: JSON.stringify(request) }),
      ...(address === undefined ? {} : { address }),
    });
    const { meta, data } = envelope.parse(await response.json());
    return { status: response.status, meta, data: data as Record<string, unknown>, headers: response.headers };
  }

  /** Calls an operation that must succeed and answers its data, parsed by the contract. */
  async ok<O extends Operation>(operation: O, request: RequestOf<O>, options?: CallOptions): Promise<ResponseOf<O>> {
    const answer = await this.call(operation, request, options);
    if (answer.status !== 200)
      throw new Error(`${operation.name}: ${answer.status}/${answer.meta.result_subcode} ${answer.meta.result_msg}`);
    return operation.response.parse(answer.data) as ResponseOf<O>; // just parsed by this operation's own schema
  }

  /** Makes an account, and so logs this browser in. */
  async signUp(wanted: { email?: string; name?: string; password?: string; invite_id?: string } = {}): Promise<{
    user: { id: string; name: string; email: string };
    company: { id: string; name: string };
    email: string;
    password: string;
  }> {
    const account = {
      email: `person-${randomBytes(6).toString('hex')}@example.com`,
      name: 'Ada Sample',
      password: 'violet harbour 42',
      ...wanted,
    };
    const { status, meta, data } = await this.call('login.signup_user', account);
    if (status !== 200) throw new Error(`login.signup_user: ${status}/${meta.result_subcode} ${meta.result_msg}`);
    const { user, company } = data as { user: { id: string; name: string; email: string }; company: { id: string; name: string } }; // as the contract says
    return { user, company, email: account.email, password: account.password };
  }

  #keep(cookie: string): void {
    const [pair = ''] = cookie.split(';');
    const at = pair.indexOf('=');
    if (/;\s*max-age=0(?:;|$)/i.test(cookie)) this.cookies.delete(pair.slice(0, at));
    else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

/** `Authorization` with a name and password, or a key pair. */
export const basic = (name: string, password: string): { authorization: string } => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
});

/** `Authorization` with a token. */
export const bearer = (token: string): { authorization: string } => ({ authorization: `Bearer ${token}` });
