package io.rightlink.docker.container;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rightlink.core.problem.InvalidException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerRefTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"web", "0", "my_app.1-a", "5e37c1c8e9f48cac877ecb086c5f98cca39620d9738c249ebc966c5a3008577e"})
    void takesIdsAndNames(String reference) {
        assertThatCode(() -> new ContainerRef(reference)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".", "-x", "a/b", "a b", "web?x=1", "web\n", "é"})
    void refusesWhatCannotNameAContainer(String reference) {
        assertThatExceptionOfType(InvalidException.class).isThrownBy(() -> new ContainerRef(reference));
    }
}
