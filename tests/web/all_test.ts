/** All tests of this folder, in one module: each module costs a start of its own. */
import "./address_tests.ts";
import "./live/fact_places_tests.ts";
import "./live/given_tests.ts";
import "./live/live_form_tests.ts";
import "./live/live_model_tests.ts";
import "./page_markup_tests.ts";
import "./picture_markup_tests.ts";
import "./address_store_tests.ts";
import "./preact_of_tests.ts";
import "./player/caption_tests.ts";
import "./player/clock_tests.ts";
import "./player/keys_tests.ts";
import "./player/place_tests.ts";
import "./player/player_tests.ts";
import "./search_tests.ts";
