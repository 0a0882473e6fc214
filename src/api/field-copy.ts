import type { FieldRule } from '#contract/index.ts';
import { limits } from '#contract/limits.ts';
import { number } from '#lib/count.ts';

const general = {
  required: 'Fill this in.',
  type: 'This value cannot be used here.',
  too_short: 'This is too short.',
  too_long: 'This is too long.',
  format: 'This has characters that cannot be used here.',
  range: 'This is outside of what is allowed.',
  unknown: 'The server does not know this.',
  common: 'This is among the most common ones. Choose another.',
  taken: 'This is in use already.',
  mismatch: 'This is not the same.',
} satisfies Record<FieldRule, string>;

const usesRange = `Enter a whole number from 1 to ${number(limits.invitationUses)}.`;

const password: Partial<Record<FieldRule, string>> = {
  too_short: `Use at least ${limits.passwordMin} characters.`,
  too_long: `Use at most ${limits.passwordMax} characters.`,
  common: 'This password is among the most common ones. Choose another.',
  mismatch: 'This is not your password.',
};

/** By field name, where more can be said. */
const particular: Record<string, Partial<Record<FieldRule, string>>> = {
  email: {
    format: 'Enter an e-mail address, like name@example.com.',
    taken: 'There is an account with this e-mail. Log in instead.',
  },
  password,
  current_password: password,
  new_password: password,
  confirmation: { mismatch: 'This is not your e-mail.' },
  name: {
    too_long: `Use at most ${limits.name} characters.`,
    format: 'Use one line with something in it that can be seen.',
    mismatch: 'This is not its name.',
  },
  max_uses: { type: usesRange, range: usesRange },
  note: { too_long: `Use at most ${limits.note} characters.`, format: 'Use one line without control characters.' },
  label: { too_long: `Use at most ${limits.label} characters.`, format: 'Use one line without control characters.' },
};

/** What to say beside a field that breaks a rule. `field` is its name on the wire. */
export const fieldCopy = (rule: string, field: string): string =>
  isRule(rule) ? (particular[field]?.[rule] ?? general[rule]) : general.type;

const isRule = (rule: string): rule is FieldRule => Object.hasOwn(general, rule);
