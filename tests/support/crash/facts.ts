import { invitingRoles, isLower, type Role } from '#contract/index.ts';

export const persons = ['ann', 'ben'] as const;
export type Who = (typeof persons)[number];

/** The workspace in which the people of all scenes fight for seats. */
export const arena = 'arena';

/**
 * What the database should hold of one scene, two people and their workspaces, as words: `member ann place role`, `key ann place label` (`→` behind it while
 * it is rotated out), `ended`, `session` (of a key), `link ann place note state`, `departed`, `preference n`, `name ann text`, `account …` and `event action`.
 * In the order of the alphabet; two keys of one label are two facts.
 */
export type Facts = readonly string[];

export const sorted = (facts: Facts): Facts => facts.toSorted();
export const fact = (...words: readonly (string | number)[]): string => words.join(' ');
export const event = (action: string): string => fact('event', action);

/** Facts of one kind, as their other words. */
export const ofKind = (facts: Facts, kind: string): string[][] =>
  facts.filter((each) => each.startsWith(`${kind} `)).map((each) => each.split(' ').slice(1));

export const roleIn = (facts: Facts, who: Who, place: string): Role | undefined => {
  const role = ofKind(facts, 'member').find(([name, where]) => name === who && where === place)?.[2];
  return role === 'owner' || role === 'admin' || role === 'member' ? role : undefined;
};

/** How many live keys somebody has in a workspace. */
export const keysIn = (facts: Facts, who: Who, place: string): number =>
  ofKind(facts, 'key').filter(([name, where]) => name === who && where === place).length;

/** One fact gone, once. */
export const without = (facts: Facts, gone: string): Facts => {
  const at = facts.indexOf(gone);
  return at < 0 ? facts : facts.toSpliced(at, 1);
};

/** A revoked key takes along the sessions made from it. */
export const endKey = (facts: Facts, who: Who, place: string, label: string, state: readonly string[]): Facts => [
  ...without(facts, fact('key', who, place, label, ...state)).filter((each) => each !== fact('session', who, place, label)),
  fact('ended', who, place, label),
];

/** All of somebody's keys in a workspace with their sessions, and their open links. */
const endRights = (facts: Facts, who: Who, place: string, { keys, links }: { readonly keys: boolean; readonly links: boolean }): Facts =>
  facts.flatMap((each) => {
    const [kind, name, where, ...rest] = each.split(' ');
    if (name !== who || where !== place) return [each];
    if (kind === 'key') return [keys ? fact('ended', who, place, rest[0] ?? '') : each];
    if (kind === 'session') return keys ? [] : [each];
    return [links && kind === 'link' && rest[1] === 'open' ? fact('link', who, place, rest[0] ?? '', 'revoked') : each];
  });

export const setRole = (facts: Facts, who: Who, place: string, role: Role): Facts => {
  const from = roleIn(facts, who, place) ?? role;
  const lowered = endRights(facts, who, place, { keys: isLower(from, role), links: !invitingRoles.includes(role) });
  return [...without(lowered, fact('member', who, place, from)), fact('member', who, place, role), event('member.set_role')];
};

/** Somebody is in a workspace no more; that they had keys there is known to nobody then. */
export const depart = (facts: Facts, who: Who, place: string): Facts => [
  ...endRights(facts, who, place, { keys: true, links: true }).filter(
    (each) => !['member', 'ended', 'departed'].some((kind) => `${each} `.startsWith(`${fact(kind, who, place)} `)),
  ),
  fact('departed', who, place),
];

/** Nothing of a workspace is left but its events. */
export const endPlace = (facts: Facts, place: string): Facts => facts.filter((each) => each.split(' ')[2] !== place);
