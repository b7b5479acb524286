import { type Route, route } from '../kernel/index.ts';
import type { Gateway } from './bag.ts';
import * as cache from './cache/contract.ts';
import { emptyRouteCache } from './cache/empty-cache.ts';
import * as usage from './calls/contract.ts';
import { getUsage, listCalls } from './calls/get-usage.ts';
import * as contract from './contract.ts';
import * as openai from './contract-openai.ts';
import { createChatCompletion } from './create-chat-completion.ts';
import { createEmbedding } from './create-embedding.ts';
import { createResponse } from './create-response.ts';
import * as limits from './limits/contract.ts';
import * as manageLimits from './limits/manage-limits.ts';
import * as providers from './manage-providers.ts';
import * as may from './policy.ts';
import * as prices from './prices/contract.ts';
import * as managePrices from './prices/manage-prices.ts';
import { getModel, listModels } from './resolve.ts';
import * as routing from './routing/contract.ts';
import * as manageRoutes from './routing/manage-routes.ts';

/** What is told of them in the audit log; an address cannot hold a password. */
const ofProvider = ['slug', 'kind', 'baseUrl', 'dataClasses'];
const ofLimit = ['name', 'subject', 'requestsPerMinute', 'tokensPerMinute', 'concurrent', 'budget'];

export const gatewayRoutes: Route<Gateway>[] = [
  route(openai.listModels, may.seeModels, listModels),
  route(openai.getModel, may.seeModels, getModel),
  route(openai.createChatCompletion, may.callModels, createChatCompletion, { lane: true }),
  route(openai.createResponse, may.callModels, createResponse, { lane: true }),
  route(openai.createEmbedding, may.callModels, createEmbedding, { lane: true }),
  route(contract.listProviders, may.seeProviders, providers.listProviders),
  route(contract.listProviderKinds, may.seeProviders, providers.listProviderKinds),
  route(contract.addProvider, may.manageProviders, providers.addProvider, {
    audited: 'provider.add',
    tells: ofProvider,
  }),
  route(contract.updateProvider, may.manageProviders, providers.updateProvider, {
    audited: 'provider.change',
    tells: ofProvider,
  }),
  route(contract.removeProvider, may.manageProviders, providers.removeProvider, {
    audited: 'provider.remove',
  }),
  route(contract.testProvider, may.manageProviders, providers.testProvider),
  route(routing.listRoutes, may.seeProviders, manageRoutes.listRoutes),
  route(routing.addRoute, may.manageRoutes, manageRoutes.addRoute, { audited: 'route.add' }),
  route(routing.putRoute, may.manageRoutes, manageRoutes.putRoute, { audited: 'route.change' }),
  route(routing.removeRoute, may.manageRoutes, manageRoutes.removeRoute, { audited: 'route.remove' }),
  route(cache.emptyRouteCache, may.manageRoutes, emptyRouteCache, { audited: 'route.empty_cache' }),
  route(routing.tryRoute, may.seeProviders, manageRoutes.tryRoute),
  route(limits.listLimits, may.seeUsage, manageLimits.listLimits),
  route(limits.addLimit, may.manageRoutes, manageLimits.addLimit, { audited: 'limit.add', tells: ofLimit }),
  route(limits.changeLimit, may.manageRoutes, manageLimits.changeLimit, {
    audited: 'limit.change',
    tells: ofLimit,
  }),
  route(limits.removeLimit, may.manageRoutes, manageLimits.removeLimit, { audited: 'limit.remove' }),
  route(prices.listPrices, may.seeUsage, managePrices.listPrices),
  route(prices.setPrice, may.manageRoutes, managePrices.setPrice, { audited: 'price.set' }),
  route(prices.endPrice, may.manageRoutes, managePrices.endPrice, { audited: 'price.end' }),
  route(usage.getUsage, may.seeUsage, getUsage),
  route(usage.listCalls, may.seeUsage, listCalls),
];
