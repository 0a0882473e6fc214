import { expect, it } from 'vitest';
import { matches } from '#lib/matches.ts';

it.each([
  ['Équipe Modèles', 'equipe', true],
  ['Équipe Modèles', 'DÈLES équ', true],
  ['Équipe Modèles', 'equipe models', false],
  ['Web App Cloud Access', ' cloud  web ', true],
  ['Ångström', 'angstrom', true],
  ['Research', '', true],
  ['데이터', '데잍', false],
  ['Δίκτυο', 'δικτυο', true],
])('%s is found by “%s”: %s', (text, typed, isFound) => {
  expect(matches(text, typed)).toBe(isFound);
});
