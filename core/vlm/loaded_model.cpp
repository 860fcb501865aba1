// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/device.h"
#include "core/vlm/local_backend_private.h"
#include "core/vlm/local_messages_private.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QThread>

#include <algorithm>

namespace revseg {

namespace {

/// Of the system, what can be had without swapping; 0 where it does not say.
qint64 freeMemory()
{
    QFile file(QStringLiteral("/proc/meminfo"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.startsWith("MemAvailable:"))
            return line.mid(13).trimmed().split(' ').value(0).toLongLong() * 1024;
    }
    return 0;
}

/// A model is another one when its files are newer.
QString keyOf(const LocalSpec& spec)
{
    QDateTime newest;
    for (const QString& folder : {spec.folder, spec.adapter}) {
        if (folder.isEmpty())
            continue;
        for (const QFileInfo& file : QDir(folder).entryInfoList(QDir::Files))
            newest = std::max(newest, file.lastModified());
    }
    return spec.text() + QLatin1Char('\n') + newest.toString(Qt::ISODateWithMs);
}

} // namespace

ReadMessagesPtr LoadedModel::ended() const
{
    const std::lock_guard guard(m_mutex);
    return m_ended;
}

void LoadedModel::keepEnded(ReadMessagesPtr talk)
{
    const std::lock_guard guard(m_mutex);
    if (!m_releaseAsked && talk->model == m_model)
        m_ended = std::move(talk);
}

Result<std::unique_lock<std::timed_mutex>> LoadedModel::use(const std::stop_token& stop)
{
    std::unique_lock lock(m_use, std::defer_lock);
    while (!lock.try_lock_for(std::chrono::milliseconds(20))) {
        if (stop.stop_requested())
            return fail(cancelled());
    }
    const std::lock_guard guard(m_mutex);
    if (m_releaseAsked)
        drop();
    return lock;
}

void LoadedModel::drop()
{
    m_releaseAsked = false;
    beginning.reset();
    m_ended.reset();
    m_model.reset();
    m_key.clear();
}

void LoadedModel::release()
{
    const std::unique_lock use(m_use, std::try_to_lock);
    const std::lock_guard guard(m_mutex);
    if (use)
        drop();
    else
        m_releaseAsked = true; // by the next one who uses it
}

Result<std::shared_ptr<const nn::Qwen>> LoadedModel::get(const LocalModel& wanted, const ProgressFn& progress,
                                                         const std::stop_token& stop)
{
    const QString key = keyOf(wanted.spec);
    nn::useThreads(wanted.threads > 0 ? wanted.threads : QThread::idealThreadCount());
    const std::lock_guard guard(m_mutex);
    if (m_model && key == m_key)
        return m_model;
    drop(); // two models at once might be too many
    const qint64 available = wanted.spec.cuda ? 0 : freeMemory();
    if (available > 0 && wanted.memoryToLoad > available) {
        const QLocale english = QLocale::c();
        return fail(ErrorKind::OutOfMemory,
                    QT_TRANSLATE_NOOP("core", "The model “%1” needs %2 of memory, and %3 are free"),
                    {oneLine(wanted.spec.folder), english.formattedDataSize(wanted.memoryToLoad),
                     english.formattedDataSize(available)},
                    QT_TRANSLATE_NOOP("core",
                                      "use precision=bfloat16 or a smaller model, close other programs, or "
                                      "ask a server"));
    }
    nn::Qwen::Loading loading;
    loading.stop = [&stop] { return stop.stop_requested(); };
    if (progress) {
        loading.onProgress = [&progress](size_t done, size_t total) {
            progress({qint64(done), qint64(total)});
        };
    }
    auto model = openModel(wanted.spec, std::move(loading));
    if (!model)
        return fail(model.error());
    m_model = std::move(*model);
    m_key = key;
    return m_model;
}

} // namespace revseg
