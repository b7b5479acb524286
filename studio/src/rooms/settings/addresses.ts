import { getRouteApi } from '@tanstack/react-router';

/** What stands in the addresses of this room's screens. They take it from here: the routes load the screens. */

export const membersRoute = getRouteApi('/shell/settings/members');
export const groupsRoute = getRouteApi('/shell/settings/groups');
export const keysRoute = getRouteApi('/shell/settings/keys');
export const modelsRoute = getRouteApi('/shell/settings/models');
