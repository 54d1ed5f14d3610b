/** Where the people of the demo community live, and what people there are called. All of them are invented. */

export interface Place {
  readonly location: string;
  readonly timeZone: string;
}

export interface Culture {
  /** How many of a hundred people belong here. */
  readonly share: number;
  readonly locale: string;
  readonly places: readonly Place[];
  readonly given: readonly string[];
  readonly family: readonly string[];
}

const place = (location: string, timeZone: string): Place => ({ location, timeZone });
const words = (text: string): string[] => text.split(' ');

export const cultures = {
  canada: {
    share: 24,
    locale: 'en-CA',
    places: [
      place('Toronto, Canada', 'America/Toronto'),
      place('Ottawa, Canada', 'America/Toronto'),
      place('Vancouver, Canada', 'America/Vancouver'),
      place('Calgary, Canada', 'America/Edmonton'),
      place('Halifax, Canada', 'America/Halifax'),
      place('Winnipeg, Canada', 'America/Winnipeg'),
    ],
    given: words('Hannah Owen Claire Ethan Maeve Liam Sadie Noah Tessa Graham Audrey Callum Brooke Wesley'),
    family: words(
      'Whitlock Mercer Ashdown Kincaid Holloway Prentice Fairbairn Lockhart Sinclair Beckett Thorne Gallagher',
    ),
  },
  quebec: {
    share: 9,
    locale: 'fr-CA',
    places: [place('Montréal, Canada', 'America/Toronto'), place('Québec, Canada', 'America/Toronto')],
    given: words('Élodie Mathieu Camille Étienne Océane Félix Juliette Antoine Maude Olivier'),
    family: words('Tremblay Lavoie Bouchard Gagnon Pelletier Fortier Desrosiers Beaulieu'),
  },
  northAmerica: {
    share: 10,
    locale: 'en-US',
    places: [
      place('Austin, United States', 'America/Chicago'),
      place('Denver, United States', 'America/Denver'),
      place('Seattle, United States', 'America/Los_Angeles'),
      place('Boston, United States', 'America/New_York'),
    ],
    given: words('Jordan Avery Naomi Caleb Simone Marcus Delia Trevor Imani Russell'),
    family: words('Caldwell Hargrove Winslow Pembroke Ellison Vance Rutledge Hollis'),
  },
  hispanic: {
    share: 10,
    locale: 'es-MX',
    places: [
      place('Ciudad de México, Mexico', 'America/Mexico_City'),
      place('Bogotá, Colombia', 'America/Bogota'),
      place('Santiago, Chile', 'America/Santiago'),
      place('Valencia, Spain', 'Europe/Madrid'),
    ],
    given: words('Lucía Mateo Valeria Diego Ximena Andrés Catalina Joaquín Renata Emilio'),
    family: words('Cárdenas Villaseñor Quiroga Montalvo Escobedo Aranda Salcedo Ibarra'),
  },
  brazil: {
    share: 5,
    locale: 'pt-BR',
    places: [place('São Paulo, Brazil', 'America/Sao_Paulo'), place('Recife, Brazil', 'America/Recife')],
    given: words('Beatriz Thiago Larissa Caio Isadora Rafael Manuela Vinícius'),
    family: words('Cavalcanti Figueiredo Nogueira Teixeira Barcelos Sampaio'),
  },
  westAfrica: {
    share: 8,
    locale: 'en-GB',
    places: [place('Lagos, Nigeria', 'Africa/Lagos'), place('Accra, Ghana', 'Africa/Accra')],
    given: words('Adaeze Chidi Ngozi Kwame Folake Tunde Abena Emeka Yewande Kofi'),
    family: words('Okonkwo Adeyemi Mensah Boateng Nwosu Owusu Balogun Eze'),
  },
  eastAfrica: {
    share: 4,
    locale: 'en-GB',
    places: [place('Nairobi, Kenya', 'Africa/Nairobi'), place('Kigali, Rwanda', 'Africa/Kigali')],
    given: words('Wanjiru Otieno Achieng Kamau Amina Baraka Zuri Jabari'),
    family: words('Mwangi Odhiambo Kiprotich Njoroge Uwimana Wekesa'),
  },
  southAsia: {
    share: 11,
    locale: 'en-GB',
    places: [
      place('Bengaluru, India', 'Asia/Kolkata'),
      place('Pune, India', 'Asia/Kolkata'),
      place('Colombo, Sri Lanka', 'Asia/Colombo'),
      place('Mississauga, Canada', 'America/Toronto'),
    ],
    given: words('Ananya Rohan Meera Arjun Kavya Vikram Ishani Nikhil Tara Sanjay'),
    family: words('Deshpande Chaudhuri Venkatesan Malhotra Iyengar Bhandari Kulkarni Fernando'),
  },
  eastAsia: {
    share: 6,
    locale: 'en-GB',
    places: [
      place('Osaka, Japan', 'Asia/Tokyo'),
      place('Seoul, South Korea', 'Asia/Seoul'),
      place('Taipei, Taiwan', 'Asia/Taipei'),
      place('Singapore', 'Asia/Singapore'),
    ],
    given: words('Haruka Minjun Wei Ayumi Jiwon Kenji Mei Seojun Yuto Ling'),
    family: words('Nakahara Kwon Hsieh Morikawa Tan Fujisawa Baek Lim'),
  },
  middleEast: {
    share: 5,
    locale: 'en-GB',
    places: [
      place('Amman, Jordan', 'Asia/Amman'),
      place('Istanbul, Türkiye', 'Europe/Istanbul'),
      place('Casablanca, Morocco', 'Africa/Casablanca'),
    ],
    given: words('Layla Kerem Samira Yusuf Defne Tariq Noor Idris'),
    family: words('Haddad Yıldırım Benali Khoury Aksoy Mansouri'),
  },
  germany: {
    share: 4,
    locale: 'de-DE',
    places: [place('Leipzig, Germany', 'Europe/Berlin'), place('Graz, Austria', 'Europe/Vienna')],
    given: words('Annika Jonas Friederike Lukas Mareike Tobias Greta Moritz'),
    family: words('Hollenbach Reinhardt Siebert Lindner Voss Kessler'),
  },
  nordics: {
    share: 4,
    locale: 'en-GB',
    places: [place('Malmö, Sweden', 'Europe/Stockholm'), place('Tromsø, Norway', 'Europe/Oslo')],
    given: words('Freja Anders Solveig Emil Linnea Henrik Astrid Nils'),
    family: words('Bergström Haugland Nyström Fjeldstad Dahlgren Ekelund'),
  },
} as const satisfies Record<string, Culture>;

export type CultureName = keyof typeof cultures;
