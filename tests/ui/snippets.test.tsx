import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { networkOfTests, openBrowser, type Browser } from '#tests/support/browser.ts';
import { openPage } from '#tests/support/render-app.tsx';
import { snippetReaders } from '#tests/support/snippet-readers.ts';

let browser: Browser;
let user: ReturnType<typeof openPage>['user'];

beforeEach(async () => {
  browser = await openBrowser();
  await browser.signUp();
});
afterEach(() => browser.close());

/** Opens the page anew, makes credentials and answers the dialog with the secret. */
const openCredentials = async () => {
  const page = openPage('/profile');
  user = page.user;
  await user.click(await screen.findByRole('button', { name: 'Create new credentials' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Create new credentials' }));
  await user.type(dialog.getByLabelText('Label'), 'ci-gpu');
  await user.click(dialog.getByRole('button', { name: 'Create' }));
  await dialog.findByRole('textbox', { name: 'Secret key' });
  return { ...dialog, leave: page.unmount };
};

type Dialog = Awaited<ReturnType<typeof openCredentials>>;

const valueOf = (dialog: Dialog, name: string) => dialog.getByRole<HTMLInputElement>('textbox', { name }).value;
const snippetIn = (dialog: Dialog): string => dialog.getByRole('region', { name: 'Snippet' }).textContent;
const retype = async (dialog: Dialog, name: string, text: string) => {
  const field = dialog.getByRole('textbox', { name });
  await user.clear(field);
  if (text !== '') await user.type(field, text.replaceAll(/[{[]/gu, '$&$&'));
};
const choose = async (dialog: Dialog, place: string, form: string) => {
  await user.click(dialog.getByRole('tab', { name: place }));
  await user.click(dialog.getByRole('radio', { name: form }));
};
/** What the field says about its address. */
const saysOf = (dialog: Dialog, name: string, words: RegExp) =>
  waitFor(() => expect(dialog.getByRole('textbox', { name, description: words })).toBeTruthy());
/** What was copied, by the old way of copying, which jsdom has to be lent. */
const copied = (): string[] => {
  const texts: string[] = [];
  vi.spyOn(document, 'execCommand').mockImplementation(() => {
    if (document.activeElement instanceof HTMLTextAreaElement) texts.push(document.activeElement.value);
    return true;
  });
  return texts;
};

describe('the snippets of new credentials', () => {
  it.each([
    ['Your code', 'clearml.conf', 'conf'],
    ['Your code', 'clearml-init', 'init'],
    ['Your code', 'Shell', 'shell'],
    ['Your code', '.env', 'env'],
    ['Your code', 'Jupyter', 'jupyter'],
    ['Containers, CI', 'Docker', 'docker'],
    ['Containers, CI', 'Docker Compose', 'compose'],
    ['Containers, CI', 'Kubernetes Secret', 'kubernetes'],
    ['Agent', 'Docker', 'agent-docker'],
    ['Agent', 'Kubernetes (Helm)', 'helm'],
  ])('hold keys and addresses, copied as they are read: %s, %s', async (place, form, reader) => {
    const dialog = await openCredentials();
    await choose(dialog, place, form);
    const texts = copied();
    await user.click(dialog.getByRole('button', { name: 'Copy snippet' }));
    await waitFor(() => expect(texts).toEqual([snippetIn(dialog)]));
    expect(snippetReaders[reader]?.(texts[0] ?? '')).toEqual({
      CLEARML_WEB_HOST: valueOf(dialog, 'Web server'),
      CLEARML_API_HOST: valueOf(dialog, 'API server'),
      CLEARML_FILES_HOST: valueOf(dialog, 'File server'),
      CLEARML_API_ACCESS_KEY: valueOf(dialog, 'Access key'),
      CLEARML_API_SECRET_KEY: valueOf(dialog, 'Secret key'),
    });
  });

  it('begin with the file, and each place with its first form', async () => {
    const dialog = await openCredentials();
    expect(dialog.getByRole('radio', { name: 'clearml.conf', checked: true })).toBeTruthy();
    dialog.getByRole('tab', { name: 'Your code' }).focus();
    await user.keyboard('{ArrowRight}');
    expect(snippetIn(dialog)).toMatch(/^docker run /u);
  });

  it('tell how to answer clearml-agent init', async () => {
    const dialog = await openCredentials();
    await choose(dialog, 'Agent', 'clearml-agent init');
    expect(dialog.getByText(/“Web Application Host” with http:\/\/localhost:3000, “File Store Host” with/u)).toBeTruthy();
  });

  it('keep the secret in danger as long as only a form without it was copied', async () => {
    const dialog = await openCredentials();
    await choose(dialog, 'Containers, CI', 'GitHub Actions');
    copied();
    await user.click(dialog.getByRole('button', { name: 'Copy snippet' }));
    await dialog.findByText('Copied');
    await user.click(dialog.getByRole('button', { name: 'Close' }));
    expect((await dialog.findByRole('alert')).textContent).toContain('would be lost');
  });

  it('warn of this machine’s own name where the code runs elsewhere', async () => {
    const dialog = await openCredentials();
    expect(dialog.queryByText(/is that machine or container/u)).toBeNull();
    await choose(dialog, 'Containers, CI', 'Docker');
    expect(dialog.getByText(/^Where that code runs, http:\/\/localhost:3000 is that machine or container itself/u)).toBeTruthy();
  });
});

describe('the server addresses of new credentials', () => {
  it('are checked, and a file server that does not answer is told', async () => {
    const dialog = await openCredentials();
    await saysOf(dialog, 'Web server', /^Answers\.$/u);
    await saysOf(dialog, 'API server', /^Answers with API \d+\.\d+\.$/u);
    await saysOf(dialog, 'File server', /^Does not answer .*Uploads will fail.*FILES_URL/u);
  });

  it('stand in the snippet as soon as they are typed, and are checked anew', async () => {
    networkOfTests.use(http.head('http://files.example:9000/ml', () => new HttpResponse(null, { status: 404 })));
    const dialog = await openCredentials();
    await retype(dialog, 'File server', 'http://files.example:9000/ml/');
    expect(snippetReaders['conf']?.(snippetIn(dialog))).toMatchObject({ CLEARML_FILES_HOST: 'http://files.example:9000/ml' });
    await saysOf(dialog, 'File server', /^Answers\.$/u);
    await user.tab();
    expect(valueOf(dialog, 'File server')).toBe('http://files.example:9000/ml');
  });

  it.each([
    ['may not be read from here', HttpResponse.error(), /could not be checked from this browser/u],
    ['is not that of ClearML', HttpResponse.html('<title>Shop</title>'), /not as ClearML/u],
    ['is another JSON', HttpResponse.json({ data: {} }), /not as ClearML/u],
  ])('are no error where the answer %s', async (_, answer, words) => {
    networkOfTests.use(
      http.get('http://ml.example/api/server.info', () => answer),
      http.head('http://ml.example/api', () => new HttpResponse()),
    );
    const dialog = await openCredentials();
    await retype(dialog, 'API server', 'http://ml.example/api');
    await saysOf(dialog, 'API server', words);
    expect(dialog.queryByRole('alert')).toBeNull();
  });

  it('are told to be silent, with the certificate as a reason on https', async () => {
    networkOfTests.use(http.all('https://ml.example/*', () => HttpResponse.error()));
    const dialog = await openCredentials();
    await retype(dialog, 'API server', 'https://ml.example/api');
    await saysOf(dialog, 'API server', /^Does not answer this browser, or has a certificate that it does not trust\.$/u);
  });

  it('keep a snippet from being copied or downloaded while one is wrong, but not the secret, and are not remembered then', async () => {
    const files = vi.fn<(file: Blob) => string>(() => 'blob:x');
    URL.createObjectURL = files;
    const dialog = await openCredentials();
    await retype(dialog, 'API server', 'http://localhost:3000/');
    expect((await dialog.findByRole('alert')).textContent).toContain('Same as “Web server”');
    await retype(dialog, 'API server', 'localhost/api');
    expect(dialog.getByRole('alert').textContent).toContain('Begin with http');

    const texts = copied();
    const copy = dialog.getByRole('button', { name: 'Copy snippet', description: /Correct the server addresses/u });
    await user.click(copy);
    await user.click(dialog.getByRole('button', { name: 'Download clearml.conf', description: /Correct/u }));
    await user.click(dialog.getByRole('button', { name: 'Copy secret key' }));
    await waitFor(() => expect(texts).toEqual([valueOf(dialog, 'Secret key')]));
    expect(files).not.toHaveBeenCalled();
    dialog.leave();
    expect(valueOf(await openCredentials(), 'API server')).toBe('http://localhost:3000/api');
  });

  it('are remembered in this browser for their workspace, without the secret, until they are reset', async () => {
    networkOfTests.use(http.all('http://ml.example/*', () => new HttpResponse()));
    const first = await openCredentials();
    await retype(first, 'API server', 'http://ml.example/api');
    await user.click(first.getByRole('switch', { name: 'Private certificate' }));
    const secret = valueOf(first, 'Secret key');
    await waitFor(() => expect(Object.values({ ...localStorage }).join('')).toContain('http://ml.example/api'));
    expect(Object.values({ ...localStorage }).join('')).not.toContain(secret);
    first.leave();

    const dialog = await openCredentials();
    expect(valueOf(dialog, 'API server')).toBe('http://ml.example/api');
    expect(snippetReaders['conf']?.(snippetIn(dialog))).toMatchObject({
      CLEARML_API_HOST: 'http://ml.example/api',
      CLEARML_API_HOST_VERIFY_CERT: 'false',
    });
    await user.click(dialog.getByRole('button', { name: 'Reset' }));
    expect(valueOf(dialog, 'API server')).toBe('http://localhost:3000/api');
    expect(dialog.getByRole('switch', { name: 'Private certificate', checked: false })).toBeTruthy();
    dialog.leave();
    expect(valueOf(await openCredentials(), 'API server')).toBe('http://localhost:3000/api');
  });

  it('are the server’s own in another workspace', async () => {
    const first = await openCredentials();
    await user.click(first.getByRole('switch', { name: 'Private certificate' }));
    expect(Object.keys({ ...localStorage })).toContainEqual(expect.stringMatching(/^servers:/u));
    first.leave();
    await browser.signUp();
    expect((await openCredentials()).getByRole('switch', { name: 'Private certificate', checked: false })).toBeTruthy();
  });

  it.each(['{"api":7}', '{"api":', 'null', '{"api":"http://localhost:3000"}'])(
    'check 50: do no harm where what was remembered is %s',
    async (text) => {
      // the address that one of them names is asked whether it answers, unless Reset comes first
      networkOfTests.use(http.get('http://localhost:3000/server.info', () => HttpResponse.error()));
      localStorage.setItem(`servers:${(await browser.signUp()).workspace}`, text);
      const dialog = await openCredentials();
      await user.click(dialog.getByRole('button', { name: 'Reset' }));
      expect(valueOf(dialog, 'API server')).toBe('http://localhost:3000/api');
    },
  );
});
