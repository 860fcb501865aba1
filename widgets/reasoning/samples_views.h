// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/timebase.h"

#include <QImage>
#include <QStringList>
#include <QWidget>

#include <vector>

namespace revseg {

/// A square of numbers with a ground that is the stronger the more two runs agree.
class IouMatrix final : public QWidget
{
    Q_OBJECT
public:
    explicit IouMatrix(QWidget* parent = nullptr);
    void setValues(std::vector<std::vector<double>> values);
    QSize sizeHint() const override;

Q_SIGNALS:
    void activated(int row);                 ///< on the diagonal
    void pairActivated(int row, int column); ///< elsewhere

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    QRectF cell(int row, int column) const;
    double side() const;
    std::vector<std::vector<double>> m_values;
};

/// Agreement by frame from left to right, dark where the runs differ, with a diamond for each keyframe.
class AgreementStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit AgreementStrip(QWidget* parent = nullptr);
    void setValues(std::vector<double> overTime);
    void setKeyframes(std::vector<FrameIndex> frames, int chosen); ///< by row; −1: none
    void setFrame(FrameIndex frame);
    QSize sizeHint() const override;

Q_SIGNALS:
    void frameActivated(revseg::FrameIndex frame);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    int frameAt(double x) const;
    std::vector<double> m_values;
    std::vector<FrameIndex> m_keyframes;
    int m_chosen = -1;
    FrameIndex m_frame = 0;
};

/// Small pictures in rows, as large as there is room for, with a frame around the chosen one.
class SampleGrid final : public QWidget
{
    Q_OBJECT
public:
    explicit SampleGrid(QWidget* parent = nullptr);
    void setPictures(const std::vector<QImage>& pictures);
    void setTitles(const QStringList& titles, int chosen);
    QSize sizeHint() const override;

Q_SIGNALS:
    void activated(int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

public:
    QRect cell(int row) const; ///< where a picture with its title is

private:
    std::vector<QImage> m_pictures;
    QStringList m_titles;
    int m_chosen = -1;
};

} // namespace revseg
