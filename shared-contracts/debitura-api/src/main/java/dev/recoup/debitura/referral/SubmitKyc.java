package dev.recoup.debitura.referral;

import java.time.LocalDate;

/**
 * KYC data of a director to submit (guide 10). Personal data of the most sensitive kind: it has no text form.
 *
 * @param directorFullName full name, 1 to 500 characters
 * @param directorHomeAddress home address, 1 to 1000 characters
 * @param directorDateOfBirth date of birth
 */
public record SubmitKyc(String directorFullName, String directorHomeAddress, LocalDate directorDateOfBirth) {

    @Override
    public String toString() {
        return "SubmitKyc[]";
    }
}
