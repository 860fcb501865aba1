// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QRegularExpression>
#include <QTest>

#include <functional>

// Qt Test waits for 5 s, which a laden machine with sanitizers can take for honest work.
#undef QTRY_VERIFY
#define QTRY_VERIFY(expr) QTRY_VERIFY_WITH_TIMEOUT((expr), 600'000)
#undef QTRY_VERIFY2
#define QTRY_VERIFY2(expr, text) QTRY_VERIFY2_WITH_TIMEOUT((expr), text, 600'000)
#undef QTRY_COMPARE
#define QTRY_COMPARE(value, expected) QTRY_COMPARE_WITH_TIMEOUT((value), expected, 600'000)

namespace revseg::test {

/// Base of all test classes. A test fails when a warning is logged that it has not announced with
/// QTest::ignoreMessage().
class TestCase : public QObject
{
    Q_OBJECT
protected Q_SLOTS:
    void init()
    {
        // The offscreen platform says that about every window.
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!This plugin does not support propagateSizeHints)")));
        prepare();
    }

protected:
    virtual void prepare() {} ///< before each test function
};

using Factory = std::function<TestCase*()>;
void registerTest(const char* name, Factory factory);

template <class T>
struct Registration
{
    explicit Registration(const char* name)
    {
        registerTest(name, [] { return new T; });
    }
};

} // namespace revseg::test

/// REVSEG_TEST("mask", TestMask) in tst_mask.cpp: the name is the one given to revseg_tests() in CMake.
#define REVSEG_TEST(name, Class)                                                                             \
    namespace {                                                                                              \
    const revseg::test::Registration<Class> registrationOf##Class(name);                                     \
    }

/// Fails the test with the error's text when a Result holds one.
#define VERIFY_RESULT(result)                                                                                \
    do {                                                                                                     \
        const auto& r_ = (result);                                                                           \
        if (!r_)                                                                                             \
            QFAIL(qPrintable(r_.error().message()));                                                         \
    } while (false)

/// Fails unless the Result is an error of this kind.
#define VERIFY_ERROR(result, expectedKind)                                                                   \
    do {                                                                                                     \
        const auto& r_ = (result);                                                                           \
        QVERIFY2(!r_, "an error was expected");                                                              \
        QCOMPARE(revseg::errorKindName(r_.error().kind), revseg::errorKindName(expectedKind));               \
    } while (false)
