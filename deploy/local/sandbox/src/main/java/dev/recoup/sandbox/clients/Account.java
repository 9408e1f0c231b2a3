package dev.recoup.sandbox.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A creditor's account at Debitura. */
public final class Account {

    /** State of the Standard Debt Collection Agreement between the creditor and Debitura. */
    public enum Agreement {
        /** Never signed. */
        UNSIGNED,
        /** Signed, in its current version. */
        SIGNED,
        /** Signed once, but a newer version exists. */
        OUTDATED
    }

    /** Which partner the account belongs to. */
    public enum Owner {
        /** None: it came to Debitura by itself. */
        NOBODY,
        /** The partner whose API this is. */
        THIS_PARTNER,
        /** A competitor. */
        OTHER_PARTNER
    }

    /** Whether Debitura takes cases of it. */
    public enum Standing {
        /** Cases are taken. */
        GOOD,
        /** Cases are refused with {@code CreditorBlocked}. */
        BLOCKED
    }

    /**
     * What the creditor said about itself; texts may be empty where the API allows it.
     *
     * @param name legal name
     * @param registrationNumber company register number
     * @param country where it is registered
     * @param address street and number
     * @param zipCode postal code
     * @param city city
     * @param state region
     * @param email office e-mail
     * @param phone office phone
     */
    public record Profile(
            String name,
            String registrationNumber,
            Country country,
            String address,
            String zipCode,
            String city,
            String state,
            String email,
            String phone) {}

    /**
     * A member of the creditor's team.
     *
     * @param id Debitura's number
     * @param email unique at Debitura
     * @param name full name
     */
    public record User(int id, String email, String name) {}

    private final UUID id = UUID.randomUUID();
    private final Profile profile;
    private final List<User> users = new ArrayList<>();
    private Agreement agreement;
    private Owner owner;
    private Standing standing = Standing.GOOD;

    Account(Profile profile, Agreement agreement, Owner owner) {
        this.profile = profile;
        this.agreement = agreement;
        this.owner = owner;
    }

    /** Returns Debitura's creditor id. */
    public UUID id() {
        return id;
    }

    /** Returns what the creditor said about itself. */
    public Profile profile() {
        return profile;
    }

    /** Returns the team, the onboarding user first. */
    public List<User> users() {
        return users;
    }

    /** Returns the state of the collection agreement. */
    public Agreement agreement() {
        return agreement;
    }

    /** Returns whose account it is. */
    public Owner owner() {
        return owner;
    }

    /** Returns whether cases are taken. */
    public Standing standing() {
        return standing;
    }

    void agreement(Agreement next) {
        agreement = next;
    }

    void owner(Owner next) {
        owner = next;
    }

    void standing(Standing next) {
        standing = next;
    }

    /** Tells whether the e-mail address belongs to the account, ignoring case (guide 6.5: exact address only). */
    boolean answersTo(String email) {
        String wanted = email.toLowerCase(Locale.ROOT);
        return profile.email().toLowerCase(Locale.ROOT).equals(wanted)
                || users.stream()
                        .anyMatch(user -> user.email().toLowerCase(Locale.ROOT).equals(wanted));
    }
}
