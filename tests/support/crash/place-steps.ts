import * as managing from '#contract/managing.ts';
import { invitations, login, organization } from '#contract/index.ts';
import { arena, depart, endPlace, event, fact, keysIn, ofKind, persons, roleIn, setRole, without, type Facts, type Who } from './facts.ts';
import { ask, invites, other, placeOf, type Scene, type Step } from './scene.ts';

export const createPlace = (scene: Scene, facts: Facts): Step | undefined => {
  if (ofKind(facts, 'member').length > 8) return undefined;
  const place = `${scene.name}-place${scene.next()}`;
  return {
    name: `create ${place}`,
    run: async () => {
      const { id } = await ask(scene.people.ann.browser, organization.createCompany, { name: place });
      scene.places.set(place, id);
    },
    done: (was) => [...was, fact('member', 'ann', place, 'owner'), event('workspace.create')],
  };
};

export const deletePlace = (scene: Scene, facts: Facts): Step | undefined => {
  const at = placeOf(scene, facts, (_who, place, role) => role === 'owner' && place !== arena && ofKind(facts, 'member').length > 5);
  if (at === undefined) return undefined;
  return {
    name: `delete ${at.place}`,
    sweeps: true,
    run: async () => void (await ask(at.browser, organization.deleteCompany, { name: at.place }, at.id)),
    done: (was) => [...endPlace(was, at.place), event('workspace.delete')],
  };
};

export const invite = (scene: Scene, facts: Facts): Step | undefined => {
  const known = new Set(
    ofKind(facts, 'link').flatMap(([, place, note = '', state]) => (state === 'open' && scene.links.has(note) ? [place] : [])),
  );
  const at = placeOf(
    scene,
    facts,
    (who, place, role) => invites(role) && roleIn(facts, other[who], place) === undefined && !known.has(place),
  );
  if (at === undefined) return undefined;
  const note = `n${scene.next()}`;
  return {
    name: `invite by ${note}`,
    run: async () => {
      const { id } = await ask(at.browser, invitations.createInvite, { max_uses: 1, note }, at.id);
      scene.links.set(note, { place: at.place, id });
    },
    done: (was) => [...was, fact('link', at.who, at.place, note, 'open'), event('invitation.create')],
  };
};

/** An open link whose secret is known. */
const openLink = (scene: Scene, facts: Facts, may: (maker: Who, place: string) => boolean) =>
  scene.pick(
    ofKind(facts, 'link').flatMap(([name, place = '', note = '', state]) => {
      const maker = persons.find((each) => each === name);
      const link = scene.links.get(note);
      return state === 'open' && link !== undefined && maker !== undefined && may(maker, place) ? [{ ...link, maker, note }] : [];
    }),
  );

export const join = (scene: Scene, facts: Facts): Step | undefined => {
  const link = openLink(scene, facts, (maker, place) => roleIn(facts, other[maker], place) === undefined);
  if (link === undefined) return undefined;
  const who = other[link.maker];
  return {
    name: `join ${link.place}`,
    run: async () => {
      scene.links.delete(link.note);
      await ask(scene.people[who].browser, login.joinCompany, { invite_id: link.id });
    },
    done: (was) => [
      ...without(was, fact('link', link.maker, link.place, link.note, 'open')),
      fact('link', link.maker, link.place, link.note, 'used'),
      fact('member', who, link.place, 'member'),
      event('member.join'),
    ],
  };
};

export const revokeLink = (scene: Scene, facts: Facts): Step | undefined => {
  const link = scene.next() % 4 === 0 ? openLink(scene, facts, (maker, place) => invites(roleIn(facts, maker, place) ?? '')) : undefined;
  if (link === undefined) return undefined;
  const id = scene.places.get(link.place) ?? '';
  return {
    name: `revoke link ${link.note}`,
    run: async () => void (await ask(scene.people[link.maker].browser, invitations.revokeInvites, { invites: [link.id] }, id)),
    done: (was) => [
      ...without(was, fact('link', link.maker, link.place, link.note, 'open')),
      fact('link', link.maker, link.place, link.note, 'revoked'),
      event('invitation.revoke'),
    ],
  };
};

/** Links from before do not let them in again. */
const forgetLinks = (scene: Scene, place: string): void => {
  for (const [note, link] of scene.links) if (link.place === place) scene.links.delete(note);
};

/** With keys, or there is little that could be left by half. The only owner hands over, to whom there is. */
export const leave = (scene: Scene, facts: Facts): Step | undefined => {
  const at = placeOf(
    scene,
    facts,
    (who, place) => keysIn(facts, who, place) > 0 && (place === arena ? who === 'ben' : roleIn(facts, other[who], place) !== undefined),
  );
  if (at === undefined) return undefined;
  const heir = other[at.who];
  const handsOver = roleIn(facts, at.who, at.place) === 'owner' && roleIn(facts, heir, at.place) !== 'owner';
  return {
    name: `${at.who} leaves ${at.place}`,
    sweeps: true,
    run: async () => {
      forgetLinks(scene, at.place);
      await ask(at.browser, login.leaveCompany, { company_id: at.id, ...(handsOver ? { new_owner: scene.people[heir].id } : {}) });
    },
    done: (was) => [...depart(handsOver ? setRole(was, heir, at.place, 'owner') : was, at.who, at.place), event('member.leave')],
  };
};

const manages = (facts: Facts, who: Who, place: string, role: string): boolean => {
  const theirs = roleIn(facts, other[who], place);
  return theirs !== undefined && (role === 'owner' || (role === 'admin' && theirs === 'member'));
};

export const remove = (scene: Scene, facts: Facts): Step | undefined => {
  const at = placeOf(scene, facts, (who, place, role) => manages(facts, who, place, role) && keysIn(facts, other[who], place) > 0);
  if (at === undefined) return undefined;
  return {
    name: `${at.who} removes the other from ${at.place}`,
    sweeps: true,
    run: async () => {
      forgetLinks(scene, at.place);
      await ask(at.browser, managing.removeMember, { user: scene.people[other[at.who]].id }, at.id);
    },
    done: (was) => [...depart(was, other[at.who], at.place), event('member.remove')],
  };
};

export const changeRole = (scene: Scene, facts: Facts): Step | undefined => {
  const at = placeOf(scene, facts, (who, place, role) => {
    const theirs = role === 'owner' ? roleIn(facts, other[who], place) : undefined;
    return theirs !== undefined && (theirs === 'member' || keysIn(facts, other[who], place) > 0);
  });
  if (at === undefined) return undefined;
  const whose = other[at.who];
  const from = roleIn(facts, whose, at.place);
  const role = from === 'member' ? 'admin' : 'member';
  return {
    name: `${whose} becomes ${role} in ${at.place}`,
    sweeps: true,
    run: async () => void (await ask(at.browser, managing.setMemberRole, { user: scene.people[whose].id, role }, at.id)),
    done: (was) => setRole(was, whose, at.place, role),
  };
};
