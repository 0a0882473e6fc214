import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openBrowser } from '#tests/support/browser.ts';
import { parseHocon } from '#tests/support/hocon.ts';
import { openPage } from '#tests/support/render-app.tsx';

const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const sas = 'sv=2024-11-04&ss=b&srt=sco&sp=rl&sig=a%2Bb%2Fc%3D';
const profile = (name: string, key: string): string => `[${name}]\naws_access_key_id = ${key}\naws_secret_access_key = ${secret}\n`;
const conf = `sdk.aws.s3.credentials: [
  { bucket: "models", key: "AKIDMODELS", secret: "${secret}" }
  { bucket: "data", host: "minio.example:9000", secure: false, key: "minio", secret: "${secret}", token: "tok" }
]`;
const state = '_saved_state_';

const openCard = async (): Promise<{ user: UserEvent; card: ReturnType<typeof within> }> => {
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  await browser.signUp();
  const { user } = openPage('/profile');
  const card = within(await screen.findByRole('region', { name: 'Web App Cloud Access' }));
  await card.findByText('No access keys yet');
  return { user, card };
};

const openForm = async (user: UserEvent): Promise<void> => {
  await user.click(screen.getByRole('button', { name: 'Add access keys' }));
  await screen.findByLabelText('Bucket');
};

/** Pastes a text by the way that the form offers for it. */
const paste = async (user: UserEvent, text: string): Promise<void> => {
  await user.click(screen.getByRole('button', { name: /^Paste/ }));
  await user.click(await screen.findByLabelText('Text with keys'));
  await user.paste(text);
};

const save = async (user: UserEvent, name: string): Promise<void> => {
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByRole('button', { name: `Edit ${name}` });
};

/** Rows as the table shows them. */
const table = (card: ReturnType<typeof within>): (string | null)[] =>
  card
    .getAllByRole('row')
    .slice(1)
    .map((row: HTMLElement) => row.textContent);

const addTwo = async (user: UserEvent): Promise<void> => {
  await openForm(user);
  await paste(user, conf);
  await user.click(await screen.findByRole('button', { name: 'Add 2 rows' }));
  await screen.findByRole('button', { name: 'Edit data' });
};

describe('a pasted text', () => {
  test('is shown without its secrets, and fills the form when it is taken', async () => {
    const { user, card } = await openCard();
    await openForm(user);
    await paste(user, `export AWS_ACCESS_KEY_ID=AKID\nexport AWS_SECRET_ACCESS_KEY=${secret}\nexport AWS_REGION=eu-west-1`);
    await card.findByText('key AKID · secret: 40 characters · region eu-west-1');
    expect(document.body.innerHTML).not.toContain(secret);
    expect(card.getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).toBe('true');
    await user.click(card.getByRole('button', { name: 'Fill in' }));
    expect(card.getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).not.toBe('true');
    expect(card.getByLabelText('Region')).toHaveProperty('value', 'eu-west-1');
    expect(card.getByLabelText('Secret / SAS')).toHaveProperty('value', secret);
    expect(card.getByLabelText('Secret / SAS').getAttribute('type')).toBe('password');
    await save(user, 'AWS S3');
  });

  test('is taken in a field as well, where it is more than the field’s value', async () => {
    const { user, card } = await openCard();
    await openForm(user);
    await user.click(card.getByLabelText('Bucket'));
    await user.paste(`https://acct.blob.core.windows.net/cont/a.png?${sas}&sr=b`);
    await card.findByText(/^bucket cont · host acct.blob.core.windows.net · key acct · secret: \d+ characters$/);
    card.getByText(/This signature is for one blob in cont/);
    await user.click(card.getByRole('button', { name: 'Fill in' }));
    expect(card.getByLabelText('Host (Endpoint)')).toHaveProperty('value', 'https://acct.blob.core.windows.net');
    await user.clear(card.getByLabelText('Host (Endpoint)'));
    await user.click(card.getByLabelText('Host (Endpoint)'));
    await user.paste('https://minio.example:9000');
    expect(card.getByLabelText('Host (Endpoint)')).toHaveProperty('value', 'https://minio.example:9000');
  });

  test('changes nothing when it is discarded', async () => {
    const { user, card } = await openCard();
    await openForm(user);
    await paste(user, 's3://minio.example:9000/models/a');
    await card.findByText('bucket models · host minio.example:9000');
    await user.click(card.getByRole('button', { name: 'Cancel' }));
    expect(card.getByLabelText('Bucket')).toHaveProperty('value', '');
  });

  test('that is not understood gets told what is', async () => {
    const { user, card } = await openCard();
    await openForm(user);
    await paste(user, 'hello\nworld');
    await card.findByText('Nothing in it is understood.');
    card.getByText(/A SAS URL, an Azure connection string/);
    expect(card.getByLabelText('Text with keys')).toHaveProperty('value', '');
    await user.type(card.getByLabelText('Text with keys'), 'AccountName=acct;AccountKey=Zm9v');
    await user.click(card.getByRole('button', { name: 'Read the text' }));
    await card.findByText(/The key of the storage account acct cannot be used in a browser/);
    expect(document.body.innerHTML).not.toContain('Zm9v');
  });

  test('is asked about before the page goes, and stays as it was typed until it is taken or discarded', async () => {
    const { user, card } = await openCard();
    const asks = (): boolean => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    await openForm(user);
    await user.click(card.getByRole('button', { name: /^Paste/ }));
    const typed = 'aws_access_key_id';
    await user.type(await card.findByLabelText('Text with keys'), typed);
    expect(asks()).toBe(true);
    await user.click(card.getByRole('button', { name: 'Read the text' }));
    await card.findByText('Nothing in it is understood.');
    for (let toggles = 0; toggles < 2; toggles += 1) await user.click(card.getByRole('button', { name: /^Paste/ }));
    expect(card.getByLabelText('Text with keys')).toHaveProperty('value', typed);
    expect(document.body.innerHTML).not.toContain(typed);
    await user.clear(card.getByLabelText('Text with keys'));
    expect(asks()).toBe(false);
    await user.paste('s3://minio.example:9000/models/a');
    await card.findByText('bucket models · host minio.example:9000');
    expect(asks()).toBe(true);
    await user.click(card.getByRole('button', { name: 'Cancel' }));
    expect(asks()).toBe(false);
  });

  test('with several rows is taken at once, and once only', async () => {
    const { user, card } = await openCard();
    await addTwo(user);
    expect(table(card)).toEqual([expect.stringContaining('modelsAKIDMODELS'), expect.stringContaining('http://minio.example:9000')]);
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain('2 rows kept in this tab');
    await openForm(user);
    await paste(user, conf.replace('"tok"', '"new"'));
    const known = await card.findByRole('checkbox', { name: /^models.*You have this row already$/ });
    expect([known.hasAttribute('disabled'), (known as HTMLInputElement).checked]).toEqual([true, false]); // a checkbox is an input
    card.getByRole('checkbox', { name: /^data.*its keys are replaced$/, checked: true });
    await user.click(card.getByRole('button', { name: 'Replace its keys' }));
    await waitFor(() => expect(card.queryByLabelText('Bucket')).toBeNull());
    expect(table(card)).toHaveLength(2);
  });

  test('with other keys for a row leaves what it does not name', async () => {
    const { user, card } = await openCard();
    await openForm(user);
    await paste(user, `export AWS_ACCESS_KEY_ID=AKID\nexport AWS_SECRET_ACCESS_KEY=${secret}\nexport AWS_REGION=eu-west-1`);
    await user.click(await card.findByRole('button', { name: 'Fill in' }));
    await save(user, 'AWS S3');
    await openForm(user);
    await paste(user, `AWS_ACCESS_KEY_ID=AKIDNEW\nAWS_SECRET_ACCESS_KEY=${secret}`);
    await user.click(await card.findByRole('button', { name: 'Replace its keys' }));
    await card.findByRole('row', { name: /AKIDNEW.*eu-west-1/ });
  });

  test('with several rows leaves what was typed beside it', async () => {
    const { user, card } = await openCard();
    await openForm(user);
    await user.type(card.getByLabelText('Bucket'), 'typed');
    await paste(user, conf);
    await user.click(await card.findByRole('button', { name: 'Add 2 rows' }));
    await card.findByRole('row', { name: /AKIDMODELS/ });
    expect(card.getByLabelText('Bucket')).toHaveProperty('value', 'typed');
  });

  test('with several profiles lets one of them be picked', async () => {
    const { user, card } = await openCard();
    await openForm(user);
    await paste(user, profile('default', 'AKIDA') + profile('work', 'AKIDB'));
    card.getByRole('checkbox', { name: /^Profile default/, checked: true });
    await user.click(card.getByRole('checkbox', { name: /^Profile work/ }));
    card.getByRole('checkbox', { name: /^Profile default/, checked: false });
    await user.click(card.getByRole('button', { name: 'Fill in' }));
    expect(card.getByLabelText('Key')).toHaveProperty('value', 'AKIDB');
  });
});

describe('the form', () => {
  test('asks for the account of bucket azure, and its name is enough', async () => {
    const { user, card } = await openCard();
    await openForm(user);
    await user.type(card.getByLabelText('Bucket'), 'azure');
    card.getByText('For Azure, the storage account: its name is enough');
    await user.click(card.getByLabelText('Secret / SAS'));
    await user.paste(`?${sas}`);
    await user.click(card.getByRole('button', { name: 'Save' }));
    await card.findByText(/^For Azure, the name of the storage account, or its host/);
    await user.type(card.getByLabelText('Host (Endpoint)'), 'acct');
    card.getByText('Read at https://acct.blob.core.windows.net');
    await save(user, 'acct.blob.core.windows.net');
  });

  test('that is a SAS alone is called one, and asks for its account', async () => {
    const { user, card } = await openCard();
    await openForm(user);
    await paste(user, `?${sas}`);
    await card.findByRole('checkbox', { name: /^Azure SAS, account not named/ });
    card.getByText('More is needed: fill in the rest yourself');
    await user.click(card.getByRole('button', { name: 'Fill in' }));
    await card.findByText('For Azure, the storage account: its name is enough');
  });

  test('offers the style of addresses for a host of one’s own, and keeps it', async () => {
    const { user, card } = await openCard();
    await openForm(user);
    expect(card.queryByLabelText('Address style')).toBeNull();
    for (const [name, value] of [
      ['Bucket', 'models'],
      ['Key', 'k'],
      ['Secret / SAS', 's'],
      ['Host (Endpoint)', 'minio.example'],
    ] as const)
      await user.type(card.getByLabelText(name), value);
    await user.selectOptions(card.getByLabelText('Address style'), 'Virtual host: bucket.host');
    await save(user, 'models');
    await user.click(card.getByRole('button', { name: /^Which row/ }));
    await user.type(await card.findByLabelText('Address of an object'), 'https://models.minio.example/a.png');
    await card.findByText('The row models reads a.png in the bucket models. The request goes to models.minio.example.');
  });
});

test('an address is answered by the row that reads it, or by why there is none', async () => {
  const { user, card } = await openCard();
  await addTwo(user);
  await user.click(await card.findByRole('button', { name: /^Which row/ }));
  const field = await card.findByLabelText('Address of an object');
  for (const [address, answer] of [
    [
      's3://models/runs/a b.png',
      'The row models reads runs/a b.png in the bucket models. The request goes to models.s3.us-east-1.amazonaws.com.',
    ],
    ['s3://minio.example:9000/data/x', 'The row data reads x in the bucket data. The request goes to minio.example:9000.'],
    ['s3://other/x', 'No row: none is for the bucket other at AWS S3, or for all buckets at AWS S3.'],
    ['https://files.example/x', 'No row: it is read as it stands, without keys, from files.example.'],
    ['s3://models', 'The row models lists all in the bucket models. The request goes to models.s3.us-east-1.amazonaws.com.'],
    [
      's3://me@models/x',
      'None. It carries a name or a password before its host. Such an address is not opened: it may look like another host than it is. Leave that out; keys belong in a row of Web App Cloud Access.',
    ],
  ] as const) {
    await user.clear(field);
    await user.click(field);
    await user.paste(address);
    expect(card.getByText(answer)).toBeTruthy();
  }
});

describe('Export', () => {
  test('warns, shows the section without secrets, and copies it with them', async () => {
    const copied = vi.fn<(text: string) => void>();
    document.execCommand = () => {
      copied((document.activeElement as HTMLTextAreaElement).value); // what is selected to be copied
      return true;
    };
    const { user, card } = await openCard();
    await addTwo(user);
    await user.click(await card.findByRole('button', { name: 'Export' }));
    const dialog = within(await screen.findByRole('dialog'));
    dialog.getByText('Secrets leave this page in the clear');
    expect(dialog.getByRole('region').textContent).toContain('secret: "••••••••"');
    expect(document.body.innerHTML).not.toContain(secret);
    await user.click(dialog.getByRole('button', { name: 'Copy section' }));
    expect(parseHocon(copied.mock.calls[0]?.[0] ?? '')).toMatchObject({
      sdk: { aws: { s3: { credentials: [{ secret }, { secret, token: 'tok', secure: 'false' }] } } },
    });
    await user.click(dialog.getByRole('tab', { name: 'ClearML’s own pages' }));
    expect(dialog.queryByRole('button', { name: 'Write them there' })).toBeNull();
    await user.click(dialog.getByRole('button', { name: 'Copy for ClearML' }));
    expect(JSON.parse(copied.mock.calls[1]?.[0] ?? '')).toMatchObject([{ Bucket: 'models', Endpoint: null }, { Secret: secret }]);
    expect(document.body.innerHTML).not.toContain(secret);
  });
});

describe('keys of ClearML’s own pages in this browser', () => {
  const theirs = { Bucket: 'theirs', Key: 'k', Secret: secret, Token: null, Region: 'eu-west-1', Endpoint: null };
  const put = (bucketCredentials: unknown): void =>
    localStorage.setItem(state, JSON.stringify({ auth: { s3BucketCredentials: { bucketCredentials } }, views: { kept: true } }));

  test('are taken over after they were shown, and stay where they are', async () => {
    put([theirs, { ...theirs, Bucket: 'azure', Secret: sas }]);
    const before = localStorage.getItem(state);
    const { user, card } = await openCard();
    await card.findByText('ClearML’s own pages keep 2 rows of keys in this browser, in the clear');
    await user.click(card.getByRole('button', { name: 'Take over' }));
    const dialog = within(await screen.findByRole('dialog'));
    dialog.getByRole('checkbox', { name: /^theirs/, checked: true });
    await user.click(dialog.getByRole('button', { name: 'Take over' }));
    await card.findByRole('button', { name: 'Edit theirs' });
    await screen.findByText('1 row kept in this tab');
    expect(localStorage.getItem(state)).toBe(before);
    expect(document.body.innerHTML).not.toContain(secret);

    await user.click(card.getByRole('button', { name: 'Take over' }));
    const again = within(await screen.findByRole('dialog'));
    await user.click(again.getByRole('button', { name: 'Take over' }));
    expect(await card.findByLabelText('Bucket')).toHaveProperty('value', 'azure');
    expect(card.getByText('For Azure, the storage account: its name is enough')).toBeTruthy();
  });

  test('get rows of here, after consent', async () => {
    put([theirs]);
    const { user, card } = await openCard();
    await addTwo(user);
    await user.click(await card.findByRole('button', { name: 'Export' }));
    await user.click(await screen.findByRole('tab', { name: 'ClearML’s own pages' }));
    await user.click(screen.getByRole('button', { name: 'Write them there' }));
    const question = within(await screen.findByRole('alertdialog'));
    question.getByText(/in the clear/);
    await user.click(question.getByRole('button', { name: 'Cancel' }));
    expect(localStorage.getItem(state)).not.toContain('models');
    await user.click(screen.getByRole('button', { name: 'Write them there' }));
    await user.click(await screen.findByRole('button', { name: 'Write' }));
    await screen.findByText(/^Written/);
    expect(JSON.parse(localStorage.getItem(state) ?? '')).toMatchObject({
      auth: { s3BucketCredentials: { bucketCredentials: [theirs, { Bucket: 'models' }, { Bucket: 'data' }] } },
      views: { kept: true },
    });
  });

  test.each(['{"auth":', '{"auth":{"s3BucketCredentials":{"bucketCredentials":7}}}'])(
    'check 50: are left alone where they are broken: %s',
    async (broken) => {
      localStorage.setItem(state, broken);
      const { user, card } = await openCard();
      await addTwo(user);
      expect(card.queryByText(/ClearML’s own pages keep/)).toBeNull();
      await user.click(await card.findByRole('button', { name: 'Export' }));
      await user.click(await screen.findByRole('tab', { name: 'ClearML’s own pages' }));
      await user.click(screen.getByRole('button', { name: 'Write them there' }));
      await user.click(await screen.findByRole('button', { name: 'Write' }));
      await screen.findByText('Nothing was written');
      expect(localStorage.getItem(state)).toBe(broken);
    },
  );
});
