import * as managing from '#contract/managing.ts';
import type { Role } from '#contract/index.ts';
import { roleNames } from '#lib/role-names.ts';

/** What became of a member's role. */
export const roleSaid = (name: string, role: Role): string => `Saved: ${name} is ${roleNames[role]} now`;

/** What a key is called: its label, else itself. */
export const keyName = ({ label, access_key }: Pick<managing.MemberCredential, 'label' | 'access_key'>): string => label ?? access_key;
