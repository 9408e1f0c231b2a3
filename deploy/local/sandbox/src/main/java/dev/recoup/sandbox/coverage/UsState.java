package dev.recoup.sandbox.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A state of the United States, where coverage is by state.
 *
 * @param number position in the list of states, from 1
 * @param code two capitals
 * @param name English name
 */
public record UsState(int number, String code, String name) {

    private static final List<UsState> ALL = read("""
            AL Alabama
            AK Alaska
            AZ Arizona
            AR Arkansas
            CA California
            CO Colorado
            CT Connecticut
            DE Delaware
            DC District of Columbia
            FL Florida
            GA Georgia
            HI Hawaii
            ID Idaho
            IL Illinois
            IN Indiana
            IA Iowa
            KS Kansas
            KY Kentucky
            LA Louisiana
            ME Maine
            MD Maryland
            MA Massachusetts
            MI Michigan
            MN Minnesota
            MS Mississippi
            MO Missouri
            MT Montana
            NE Nebraska
            NV Nevada
            NH New Hampshire
            NJ New Jersey
            NM New Mexico
            NY New York
            NC North Carolina
            ND North Dakota
            OH Ohio
            OK Oklahoma
            OR Oregon
            PA Pennsylvania
            RI Rhode Island
            SC South Carolina
            SD South Dakota
            TN Tennessee
            TX Texas
            UT Utah
            VT Vermont
            VA Virginia
            WA Washington
            WV West Virginia
            WI Wisconsin
            WY Wyoming
            """);

    private static List<UsState> read(String table) {
        List<UsState> states = new ArrayList<>();
        table.lines()
                .forEach(line -> states.add(new UsState(states.size() + 1, line.substring(0, 2), line.substring(3))));
        return List.copyOf(states);
    }

    /** Returns all states in the order of their names. */
    public static List<UsState> all() {
        return ALL;
    }

    /** Reads {@code CA}, {@code US-CA} or {@code California}, in any letter case. */
    public static Optional<UsState> of(String text) {
        String wanted = text.strip();
        String code = wanted.regionMatches(true, 0, "US-", 0, 3) ? wanted.substring(3) : wanted;
        return ALL.stream()
                .filter(state -> state.code.equalsIgnoreCase(code) || state.name.equalsIgnoreCase(wanted))
                .findFirst();
    }
}
