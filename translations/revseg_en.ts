<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>revseg::ObjectsPanel</name>
    <message numerus="yes">
        <source>%n frame(s) with a mask</source>
        <translation>
            <numerusform>%n frame with a mask</numerusform>
            <numerusform>%n frames with a mask</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::ReasoningPanel</name>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%n frame</numerusform>
            <numerusform>%n frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n repair(s)</source>
        <translation>
            <numerusform>%n repair</numerusform>
            <numerusform>%n repairs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::studio::ChainController</name>
    <message numerus="yes">
        <source>%n frame(s) have a mask.</source>
        <translation>
            <numerusform>%n frame has a mask.</numerusform>
            <numerusform>%n frames have a mask.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped; %n frame(s) are kept.</source>
        <translation>
            <numerusform>Stopped; %n frame is kept.</numerusform>
            <numerusform>Stopped; %n frames are kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checked frame(s) stayed as they were.</source>
        <translation>
            <numerusform>%n checked frame stayed as it was.</numerusform>
            <numerusform>%n checked frames stayed as they were.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::studio::MainWindow</name>
    <message numerus="yes">
        <source>%n frame(s), %1</source>
        <translation>
            <numerusform>%n frame, %1</numerusform>
            <numerusform>%n frames, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::studio::ProjectController</name>
    <message numerus="yes">
        <source>Exported %n mask(s) to %1.</source>
        <translation>
            <numerusform>Exported %n mask to %1.</numerusform>
            <numerusform>Exported %n masks to %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The format cannot hold everything; left out: %n.</source>
        <translation>
            <numerusform>The format cannot hold everything; left out: %n.</numerusform>
            <numerusform>The format cannot hold everything; left out: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Found %n moved video(s) in %1.</source>
        <translation>
            <numerusform>Found %n moved video in %1.</numerusform>
            <numerusform>Found %n moved videos in %1.</numerusform>
        </translation>
    </message>
</context>
</TS>
