// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vlm/key_store.h"

#include <QCoreApplication>
#include <QPointer>
#include <QSettings>
#include <QThread>
#include <QTimer>
#include <QUrl>
#include <qt6keychain/keychain.h>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

namespace revseg {

namespace {

constexpr int kPatience = 60'000; ///< ms: a person may have to unlock the keychain first

enum class Action { Read, Write, Forget };
using Answer = std::function<void(const Result<QString>&)>;

QString service()
{
    return QStringLiteral("ReVSeg Studio");
}

/// Not a key among them: which servers have one.
QStringList savedOrigins()
{
    return QSettings(QStringLiteral("revseg"), QStringLiteral("keys"))
        .value(QStringLiteral("origins"))
        .toStringList();
}

void note(const QString& origin, bool saved)
{
    QStringList origins = savedOrigins();
    origins.removeAll(origin);
    if (saved)
        origins << origin;
    QSettings(QStringLiteral("revseg"), QStringLiteral("keys")).setValue(QStringLiteral("origins"), origins);
}

/// One thread that talks to the keychain: its calls may block, and its queue belongs to whoever came first.
class Keeper
{
public:
    static QObject* object()
    {
        static Keeper* const keeper = new Keeper;
        return keeper->m_object;
    }

private:
    Keeper()
    {
        s_thread = new QThread;
        m_object->moveToThread(s_thread);
        s_thread->start();
        qAddPostRoutine([] {
            s_thread->quit();
            // One that is stuck in a call must not keep the program from ending.
            if (s_thread->wait(1000))
                delete std::exchange(s_thread, nullptr);
        });
    }

    static inline QThread* s_thread = nullptr;
    QObject* m_object = new QObject;
};

tl::unexpected<Error> noAnswer()
{
    return fail(ErrorKind::Device, QT_TRANSLATE_NOOP("core", "The system keychain does not answer"), {},
                QT_TRANSLATE_NOOP("core", "unlock the keychain, or put the key into REVSEG_API_KEY"));
}

Result<QString> resultOf(const QKeychain::Job& job, Action action)
{
    if (job.error() == QKeychain::NoError) {
        const auto* read = qobject_cast<const QKeychain::ReadPasswordJob*>(&job);
        return read != nullptr ? read->textData() : QString();
    }
    if (job.error() == QKeychain::EntryNotFound && action != Action::Write)
        return QString();
    return fail(ErrorKind::Device, QT_TRANSLATE_NOOP("core", "The system keychain cannot be used (%1)"),
                {oneLine(job.errorString()).simplified()},
                QT_TRANSLATE_NOOP("core", "unlock the keychain, or put the key into REVSEG_API_KEY"));
}

/// Calls `answer` once, on the keeper's thread.
void post(Action action, const QString& origin, const QString& key, const Answer& answer)
{
    QObject* const keeper = Keeper::object();
    QMetaObject::invokeMethod(keeper, [=] {
        QKeychain::Job* job = nullptr;
        if (action == Action::Read) {
            job = new QKeychain::ReadPasswordJob(service());
        } else if (action == Action::Write) {
            auto* write = new QKeychain::WritePasswordJob(service());
            write->setTextData(key);
            job = write;
        } else {
            job = new QKeychain::DeletePasswordJob(service());
        }
        job->setInsecureFallback(false); // never a plain file
        job->setKey(origin);
        const auto answered = std::make_shared<bool>(false);
        QObject::connect(job, &QKeychain::Job::finished, keeper, [=](QKeychain::Job* finished) {
            const Result<QString> result = resultOf(*finished, action);
            if (result && action != Action::Read)
                note(origin, action == Action::Write);
            if (!std::exchange(*answered, true))
                answer(result);
        });
        QTimer::singleShot(kPatience, keeper, [=] {
            if (!std::exchange(*answered, true))
                answer(noAnswer());
        });
        job->start();
    });
}

void postFor(Action action, const QString& origin, const QString& key, QObject* context, KeyStore::Done done)
{
    post(action, origin, key,
         [context = QPointer<QObject>(context), done = std::move(done)](const Result<QString>& result) {
             QMetaObject::invokeMethod(
                 QCoreApplication::instance(),
                 [=] {
                     if (context != nullptr)
                         done(result ? Result<void>() : fail(result.error()));
                 },
                 Qt::QueuedConnection);
         });
}

} // namespace

QString KeyStore::origin(const QString& spec)
{
    const QUrl url(spec.section(QLatin1Char('#'), 0, 0), QUrl::StrictMode);
    const bool secure = url.scheme() == QLatin1String("https");
    if (!url.isValid() || url.host().isEmpty() || (!secure && url.scheme() != QLatin1String("http")))
        return {};
    QUrl out;
    out.setScheme(url.scheme());
    out.setHost(url.host());
    out.setPort(url.port(secure ? 443 : 80));
    return out.toString();
}

bool KeyStore::isSaved(const QString& origin)
{
    return !origin.isEmpty() && savedOrigins().contains(origin);
}

Result<QString> KeyStore::read(const QString& origin, std::stop_token stop)
{
    if (!isSaved(origin))
        return QString();
    struct Shared
    {
        std::mutex mutex;
        std::condition_variable_any wake;
        std::optional<Result<QString>> result;
    };
    const auto shared = std::make_shared<Shared>();
    post(Action::Read, origin, {}, [shared](const Result<QString>& result) {
        const std::lock_guard lock(shared->mutex);
        shared->result = result;
        shared->wake.notify_all();
    });
    std::unique_lock lock(shared->mutex);
    shared->wake.wait_for(lock, stop, std::chrono::milliseconds(kPatience),
                          [&] { return shared->result.has_value(); });
    if (shared->result)
        return *shared->result;
    if (stop.stop_requested())
        return fail(cancelled());
    return noAnswer();
}

void KeyStore::write(const QString& origin, const QString& key, QObject* context, Done done)
{
    postFor(Action::Write, origin, key, context, std::move(done));
}

void KeyStore::forget(const QString& origin, QObject* context, Done done)
{
    postFor(Action::Forget, origin, {}, context, std::move(done));
}

} // namespace revseg
