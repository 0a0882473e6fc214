import { readHocon } from './hocon.ts';
import { barePaste, nothingPasted, pasteLimits, pastedRow, type Pasted } from './pasted-row.ts';
import { readAddress } from './row-paste-address.ts';
import { readAwsProfiles } from './row-paste-aws.ts';
import { readConnectionString } from './row-paste-azure.ts';
import { readConf } from './row-paste-conf.ts';
import { readAlias, readKeyFile } from './row-paste-keys.ts';
import { readVariables } from './row-paste-variables.ts';

/**
 * Finds rows in a text that somebody pasted: an address, a SAS, an Azure connection string, AWS profiles, settings of the environment,
 * an alias of MinIO's client, the file of keys of AWS's console, a part of `clearml.conf`. Never throws; the work grows with the length of the text alone.
 */
export const readPaste = (text: string): Pasted => {
  if (text.length > pasteLimits.text) return { rows: [], notes: [{ what: 'too_long', name: '' }] };
  const trimmed = barePaste(text);
  const address = unescaped(trimmed);
  const { rows, notes } =
    readAddress(address) ??
    readVariables(trimmed) ??
    readAlias(trimmed) ??
    readKeyFile(trimmed) ??
    readConnectionString(address) ??
    readAwsProfiles(trimmed) ??
    readSas(address) ??
    readConf(readHocon(trimmed));
  if (rows.length <= pasteLimits.rows) return { rows, notes };
  return { rows: rows.slice(0, pasteLimits.rows), notes: [...notes, { what: 'too_many', name: '' }] };
};

/** An address or a SAS out of the source of a document in HTML, XML or JSON. */
const unescaped = (text: string): string => text.replaceAll(/&amp;|\\u0026/gi, '&');

/** A SAS without its address. */
const readSas = (text: string): Pasted | undefined => {
  if (!/^\??[a-z]+=/i.test(text) || /\s/.test(text)) return undefined;
  const sas = text.replace(/^\?/, '');
  const parameters = new URLSearchParams(sas);
  if (!parameters.has('sig') || !parameters.has('sv')) return undefined;
  return { ...nothingPasted, rows: pastedRow({ secret: sas }) };
};
