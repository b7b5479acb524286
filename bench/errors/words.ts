const list = (text: string) => text.trim().split(/\s*,\s*/);

export const FIRST = list(
  'Amelia, Oliver, Isla, George, Ava, Noah, Mia, Arthur, Freya, Leo, Lily, Oscar, Sophie, Harry, Grace, Jack, Elena, Mateo, Lucía, Hugo, Martina, Daniel, Paula, Pablo, Wei, Li, Hao, Fang, Jun, Min, Priya, Arjun, Omar, Fatima, Yusuf, Chloe, Emil, Ingrid, Lars, Sven, Marta, Jan, Tomasz, Agnes, Ruth, Peter, Judith, Simon, Claire, Denise',
);
export const LAST = list(
  'Smith, Jones, Taylor, Brown, Williams, Wilson, Johnson, Davies, Patel, Robinson, Wright, Thompson, Evans, Walker, White, Roberts, Green, Hall, Wood, Jackson, García, Martínez, López, Sánchez, Pérez, Gómez, Fernández, Ruiz, Moreno, Chen, Wang, Zhang, Liu, Yang, Huang, Novak, Kowalski, Lindberg, Larsen, Okafor, Mensah, Haddad, Rahman, Singh, Murphy, Kelly, Walsh, Byrne, Ferrari, Rossi',
);
export const TOWNS = list(
  'Leeds, Bradford, Harrogate, Sheffield, Barnsley, Doncaster, Manchester, Salford, Bolton, Oldham, Bristol, Bath, Gloucester, Swindon, Taunton, Exeter, Plymouth, Truro, Norwich, Ipswich, Cambridge, Ely, Lincoln, Grantham, Nottingham, Derby, Leicester, Coventry, Birmingham, Wolverhampton, Shrewsbury, Chester, Liverpool, Preston, Lancaster, Carlisle, Durham, Newcastle, Sunderland, York',
);
export const STREETS = list(
  'High Street, Station Road, Church Lane, Mill Road, Park Avenue, Victoria Road, Green Lane, Manor Road, Kings Road, Queens Road, London Road, New Street, The Crescent, Grange Road, North Street, Windsor Close, Chapel Street, Springfield Road, York Street, Albert Road',
);
export const REGIONS = list(
  'Yorkshire, North West, South West, East, East Midlands, West Midlands, North East, Wales',
);
export const BRANDS = list(
  'Alderford, Brightwell, Castellan, Dunmore, Everden, Foxhall, Gristmill, Hartwood, Ironbridge, Juniper, Kestrel, Larkspur, Millbank, Northgate, Oakridge, Pemberton, Quarrybank, Redfern, Silverdale, Thornbury',
);
export const KINDS_OF_GOODS = list(
  'lager, pale ale, stout, cider, porter, wheat beer, lemonade, tonic water, ginger ale, cola, orange juice, iced tea',
);
export const ADJECTIVES = list(
  'golden, old, bitter, royal, wild, silent, northern, hoppy, dark, bright, summer, winter, crooked, lucky, smoky, velvet, copper, lonely, river, stone',
);
export const NOUNS = list(
  'fox, anchor, crown, badger, harbour, meadow, lantern, raven, mill, orchard, barrel, thistle, otter, tower, wagon, bridge, stag, heron, forge, hollow',
);
export const DEPARTMENTS = list(
  'Finance, People, Legal, Marketing, Logistics, Purchasing, Sales, Engineering, Facilities, Support',
);
export const COUNTRIES = list(
  'United Kingdom, Spain, China, France, Germany, Ireland, Italy, Portugal, Netherlands, Poland',
);
export const LANGUAGES = list(
  'English, Spanish, Mandarin, French, German, Italian, Portuguese, Dutch, Polish',
);
export const CARRIERS = list('Parcelwing, Northfreight, Quickroute, Harbour Post, Bluevan');
export const STATUSES = list('delivered, in transit, returned, cancelled, waiting');
export const JOURNALS = list(
  'Annals of Soil Science, Journal of Timber Research, Archives of Building Physics, Review of Retail Economics, Letters in Surface Chemistry, Bulletin of Applied Acoustics, Studies in Urban Water, Transactions on Lighting, Quarterly of Safety Engineering, Notes on Materials, European Joinery Review, Annals of Occupational Health',
);
export const TOPICS = list(
  'moisture transport, adhesive bonding, acoustic damping, thermal bridges, paint degradation, customer returns, ladder accidents, dust exposure, warehouse routing, price perception, solar lanterns, cordless tools, floor varnish, roof insulation, concrete curing',
);
export const MEASURES = list(
  'patients given advice on discharge, patients seen within four hours, infections after an operation, beds free at midnight, falls reported by the ward, medicines given on time, appointments kept, letters sent within two days, staff vaccinated against influenza, patients who would recommend the clinic, scans reported the same day, complaints answered in time',
);
