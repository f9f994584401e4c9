package io.rightlink.app.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.access.Caller;
import io.rightlink.core.access.Role;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** By what somebody is judged who comes from where a role is granted. */
class CallersTest {

    private final Callers callers = new Callers(
            List.of(request -> Presented.by(request).filter("right"::equals).map(_ -> caller("known", Role.READ))),
            List.of(_ -> Optional.of(caller("web", Role.ADMIN))));

    @Test
    void whoPresentsNothingIsKnownByWhereItComesFrom() {
        Finding finding = callers.of(new MockHttpServletRequest());

        assertThat(finding.caller().name()).isEqualTo("web");
        assertThat(finding.wrong()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"X-RLL-Secret, right", "Authorization, Bearer right", "authorization, bearer right"})
    void whoPresentsARightValueIsThatAndNoMore(String header, String value) {
        Finding finding = callers.of(presenting(header, value));

        assertThat(finding.caller().name()).isEqualTo("known");
        assertThat(finding.caller().role()).isEqualTo(Role.READ);
        assertThat(finding.wrong()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"X-RLL-Secret, expired", "X-RLL-Secret, ''", "Authorization, Bearer expired", "Authorization, 'Bearer '"
    })
    void whoPresentsAWrongValueIsNobodyWhereverItComesFrom(String header, String value) {
        Finding finding = callers.of(presenting(header, value));

        assertThat(finding.caller().kind()).isEqualTo(Caller.Kind.NOBODY);
        assertThat(finding.wrong()).isTrue();
    }

    private static MockHttpServletRequest presenting(String header, String value) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader(header, value);
        return request;
    }

    private static Caller caller(String name, Role role) {
        return new Caller(Caller.Kind.TOKEN, name, role, "because", "127.0.0.1:1");
    }
}
