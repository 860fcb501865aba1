// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimer>
#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;
class QPlainTextEdit;

namespace revseg {

/// The answers of several samples side by side while they are written, each with what it has come to. Cheap
/// at any rate: text is shown about 30 times a second, and of a long answer only its end.
class SampleStreams final : public QWidget
{
    Q_OBJECT
public:
    explicit SampleStreams(QWidget* parent = nullptr);

    void start(int samples); ///< empty ones; 0: none
    int count() const { return int(m_panes.size()); }
    void append(int sample, int turn, const QString& text);
    void restart(int sample, int turn); ///< the answer to this turn begins anew
    void setState(int sample, const QString& state);
    QString text(int sample) const; ///< what is shown

private:
    struct Pane
    {
        QWidget* box = nullptr;
        QLabel* title = nullptr;
        QPlainTextEdit* text = nullptr;
        QString turns[2]; ///< streamed, by turn
        qsizetype shown[2] = {0, 0};
        bool again = false; ///< all of it has to be shown anew
    };
    void flush();
    void flush(Pane& pane);
    bool has(int sample) const { return sample >= 0 && sample < count(); }

    QGridLayout* m_grid;
    std::vector<Pane> m_panes;
    QTimer m_flushTimer;
};

} // namespace revseg
