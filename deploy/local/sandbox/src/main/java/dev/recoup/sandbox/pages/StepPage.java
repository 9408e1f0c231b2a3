package dev.recoup.sandbox.pages;

/** How one kind of step looks and what its form does. */
interface StepPage {

    /** The page's heading. */
    String title(Visit visit);

    /** What stands below the heading; {@code entries} are what was typed before, {@code problems} what is wrong. */
    String content(Visit visit, Entries entries, Problems problems);

    /** Does what the form asks for, unless something is wrong with it. */
    Problems submit(Visit visit, Entries entries);
}
