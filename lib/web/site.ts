/**
 * What every page of the site does, beside being read: its menu where there is no room for a list,
 * the section that is on the screen, the theme, and what is loaded when it is first used: the search,
 * and what computes a lesson.
 *
 * @module
 */
import { loadLater } from "./live/load_later.ts";
import { showMenu } from "./menu.ts";
import { offerSearch } from "./search_field.ts";
import { markSections, reachBoxes } from "./reading.ts";
import { offerThemes } from "./theme.ts";

showMenu();
offerThemes();
offerSearch();
markSections();
reachBoxes();
loadLater();
