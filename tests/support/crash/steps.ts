import { deleteAccount } from '#contract/account.ts';
import { login, users } from '#contract/index.ts';
import { samplePassword } from '../people.ts';
import { fact, ofKind, persons, without, type Facts } from './facts.ts';
import { createKey, logInByKey, revokeKey, rotate } from './key-steps.ts';
import { changeRole, createPlace, deletePlace, invite, join, leave, remove, revokeLink } from './place-steps.ts';
import { account } from './read.ts';
import { ask, type Scene, type Step } from './scene.ts';

const setPreference = (scene: Scene): Step => {
  const value = scene.next();
  return {
    name: `prefer ${value}`,
    run: async () => void (await ask(scene.people.ann.browser, users.setPreferences, { preferences: { crash: value } })),
    done: (was) => [...was.filter((each) => !each.startsWith('preference ')), fact('preference', value)],
  };
};

const rename = (scene: Scene): Step => {
  const [who, name] = [scene.pick(persons) ?? 'ann', `name${scene.next()}`];
  const { browser, id } = scene.people[who];
  return {
    name: `rename ${who}`,
    run: async () => void (await ask(browser, users.update, { user: id, name })),
    done: (was) => [...was.filter((each) => !each.startsWith(`name ${who} `)), fact('name', who, name)],
  };
};

/** Both hash the password, which is slow by design. */
const comeAndGo = (scene: Scene, facts: Facts): Step | undefined => {
  const number = scene.next();
  if (number % 3 !== 0) return undefined;
  const [email = ''] = ofKind(facts, 'account').find(([name = '']) => scene.newcomers.has(name)) ?? [];
  const known = scene.newcomers.get(email);
  if (known !== undefined)
    return {
      name: `delete ${email}`,
      sweeps: true,
      run: async () => void (await ask(known, deleteAccount, { password: samplePassword })),
      done: (was) => without(was, account(email)),
    };
  const [client, made] = [scene.browser(), `${scene.name}-${number}@example.com`];
  return {
    name: `sign up ${made}`,
    run: async () => {
      await ask(client, login.signupUser, { email: made, password: samplePassword, name: 'Newcomer' });
      scene.newcomers.set(made, client);
    },
    done: (was) => [...was, account(made)],
  };
};

// what takes others with it is oftener than in life: it is what could be done by half
const steps = [
  [createKey, createKey, createKey, createKey, rotate, revokeKey, logInByKey, logInByKey, setPreference, rename, comeAndGo],
  [createPlace, deletePlace, invite, invite, invite, join, join, join, join, revokeLink],
  [leave, leave, remove, remove, remove, remove, changeRole, changeRole],
].flat();

/** A write that this scene may do now. */
export const nextStep = (scene: Scene, facts: Facts): Step => {
  for (;;) {
    const step = scene.pick(steps)?.(scene, facts);
    if (step !== undefined) return step;
  }
};
