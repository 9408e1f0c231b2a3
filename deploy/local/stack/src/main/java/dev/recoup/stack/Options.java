package dev.recoup.stack;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What was asked for on the command line of {@code up}. */
record Options(Ending ending, Play play, int portOffset, Set<Service> leftOut) {

    /** When it ends. */
    enum Ending {
        ON_REQUEST,
        AFTER_DEMO
    }

    /** Whether the day in the life is played. */
    enum Play {
        DEMO,
        NOTHING
    }

    static Options parsed(List<String> arguments) {
        Ending ending = Ending.ON_REQUEST;
        Play play = Play.DEMO;
        int offset = 0;
        Set<Service> leftOut = EnumSet.noneOf(Service.class);
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String option = rest.pop();
            switch (option) {
                case "--exit" -> ending = Ending.AFTER_DEMO;
                case "--no-demo" -> play = Play.NOTHING;
                case "--port-offset" -> offset = number(option, rest);
                case "--without" -> leftOut.add(service(option, rest));
                default -> throw new CannotStart("up does not know '" + option + "': see ./recoup help.");
            }
        }
        return new Options(ending, play, offset, leftOut);
    }

    List<Service> services() {
        return Arrays.stream(Service.values())
                .filter(service -> !leftOut.contains(service))
                .toList();
    }

    private static int number(String option, Deque<String> rest) {
        try {
            return Integer.parseInt(value(option, rest));
        } catch (NumberFormatException e) {
            throw new CannotStart(option + " needs a whole number, such as 100.");
        }
    }

    private static Service service(String option, Deque<String> rest) {
        String name = value(option, rest);
        return Service.named(name)
                .orElseThrow(() -> new CannotStart("There is no service '" + name
                        + "': name one of the four by its folder, such as case-service."));
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new CannotStart(option + " needs a value: see ./recoup help.");
        }
        return rest.pop();
    }
}
