import { addPerson } from '../../../harness/people.ts';
import { body, byId, type Inputs, made, none, type Place, unique } from './make.ts';

const fresh = {
  member: async ({ world }: Place) =>
    (await addPerson(world.server, world.keys.owner, { role: 'member' })).memberId,
  group: async ({ world }: Place) =>
    (await made(world, '/api/groups', { slug: `g-${unique()}`, name: 'Visitors' })).id,
  invitation: async ({ world }: Place) =>
    made(world, '/api/invitations', { email: `${unique()}@oakhaven.example`, role: 'member' }),
  key: async ({ world }: Place) => (await made(world, '/api/keys', { name: 'Till 4' })).id,
};

export const identityInputs: Inputs = {
  'POST /api/session': body(() => ({ email: 'nobody@oakhaven.example', password: 'not her password' })),
  'DELETE /api/session': none,
  'GET /api/me': none,
  'PUT /api/me/password': body(() => ({ current: 'not the password', next: 'a longer pass phrase' })),
  'PATCH /api/workspace': body(() => ({ name: 'Oakhaven' })),
  'POST /api/workspaces': body(() => ({ name: 'Oakhaven Spain', slug: `es-${unique()}` })),
  'GET /api/members': none,
  'PATCH /api/members/{id}': byId(fresh.member, { role: 'expert' }),
  'DELETE /api/members/{id}': byId(fresh.member),
  'GET /api/invitations': none,
  'POST /api/invitations': body(() => ({ email: `${unique()}@oakhaven.example`, role: 'member' })),
  'DELETE /api/invitations/{id}': byId(async (place) => (await fresh.invitation(place)).id),
  'POST /api/invitations/accept': async (place) => {
    const { token } = await fresh.invitation(place);
    return { body: { token, name: 'Mina Park', password: `pw-${unique()}` } };
  },
  'GET /api/groups': none,
  'POST /api/groups': body(() => ({ slug: `g-${unique()}`, name: 'Buyers' })),
  'DELETE /api/groups/{id}': byId(fresh.group),
  'GET /api/keys': none,
  'POST /api/keys': body(() => ({ name: 'Till 7', role: 'member' })),
  'DELETE /api/keys/{id}': byId(fresh.key),
};
