<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en">
<context>
    <name>actions</name>
    <message>
        <source>&amp;New project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start an empty project in a file of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add videos…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add video files to the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a &amp;folder of stills…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder of numbered pictures as a video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove video from project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the video shown out of the project; the file itself stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the masks as DAVIS pictures or as an overlay video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the program; everything is saved already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the last change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do again what was taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the mask of the current object on this frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server and model, tracker, look and language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play from here, or stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuttle &amp;back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play backward; each press doubles the speed up to 8×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuttle &amp;stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuttle &amp;forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play forward; each press doubles the speed up to 8×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pre&amp;vious frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One frame forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>10 frames back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ten frames back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>10 frames forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ten frames forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;irst frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the first frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Last frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the last frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the &amp;keyframe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the keyframe that the model chose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go to frame…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a frame number to go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set in point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The range to play and loop begins here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set out point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The range to play and loop ends here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear in and out points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the whole video again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L&amp;oop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin again at the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fit picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One pixel of the picture for one of the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger; the wheel does it at the pointer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide all masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full &amp;screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the picture; Space held or the middle button does it in every tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint the current object&apos;s mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase from the current object&apos;s mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bo&amp;x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag a box around an object to get its mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Swap brush and eraser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From painting to erasing and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;maller brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the brush or the eraser smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Larger brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the brush or the eraser larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add an object and make it the current one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rename object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the current object another name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ne&amp;xt object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the next object the current one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the previous object the current one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hide or show object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the current object, or show it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Lock or unlock object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the current object from being changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the current object with all its masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Type a question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the cursor into the question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the question: reasoning, keyframe, box, then masks on every frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T&amp;rack both ways</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Carry the current object&apos;s mask on this frame to all others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Track &amp;forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Carry the mask on this frame to all later frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Track &amp;backward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Carry the mask on this frame to all earlier frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop all work; what is finished stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All keys on one sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About ReVSeg Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version, licence and the libraries it stands on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Chain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>start it again when you want it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the name and that it has not been moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the permissions and the free space of the disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>convert it to a common format first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>get a fresh copy of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check that the server is running and the address is right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose another device or close other programs that use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>close other programs or use smaller settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look at the raw answer, then ask again or try another model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correct the value and try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>please report it with the steps that led here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the free space of the disk and the permissions, or choose another place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot write “%1” (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is a file, not a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose another folder for the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder “%1” already holds other things</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose an empty folder, or give --force to replace it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot make the folder “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot put the results into “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer was cut at the token limit: allow more tokens and ask again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look at the raw answer; the model profile may be the wrong one for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer of turn %1 cannot be used (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The question is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>say what to look for in the video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The video “%1” has no frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose another video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sampled frames and their pictures differ in number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no keyframe or no description to go on from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a keyframe and describe the object first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>think tags missing or doubled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answer tag missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>several answers, the last complete one taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tags written in another way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text around the answer left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>code fence removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>quotes that are not JSON accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>words that are not JSON accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comma before a closing bracket removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>number written in another way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line break or wrong escape inside a text accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>single object taken as a list of one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answer taken out of an outer object or list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key of another name accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>further keys left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plain text read in place of JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>number read from a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>several targets, those of the first keyframe taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>box without a key accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>box written in another way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>corners of the box swapped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>box clamped to the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entries that are no box left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken as: there is no such object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The frame index is not a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The frame index is not a finite number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The frame index %1 is outside 0…%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer has no “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer breaks off before its closing tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no answer block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is no JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A coordinate of the box is not a finite number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The box is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The box lies outside the picture of %1×%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The box is not four numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The JSON of the answer breaks off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no box in the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correct the file; the built-in prompt set shows the form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt set “%1” has a wrong value for “%2”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt set “%1” has the form %2, this program knows form 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use a newer version of the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no prompt set “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use %1, or give the path of a .json file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt set “%1” cannot be read (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt set “%1” is no JSON object (%2 at byte %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has a wrong value for “%2”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correct the file or get a fresh copy of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trace “%1” has the form %2, this program knows form %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no trace “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trace “%1” cannot be read (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no JSON file (%2 at byte %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no mask in “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose the folder that holds &lt;sequence&gt;/&lt;frame&gt;.png</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” has %2×%3 pixels, but the truth has %4×%5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>predict masks at the size of the video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” has only %2 frames: none is left without its ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>score it without leaving out the ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no object in “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check that these are the true masks, and the protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run-length mask is damaged: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no DAVIS folder: there is no Annotations/480p in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose the folder that holds Annotations and JPEGImages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose the folder that holds Annotations/480p/&lt;sequence&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was written could not be read back: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the disk, then export again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The media of “%1” is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put it back, or export without pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no video to export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add a video first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file or folder “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” has %2×%3 pixels instead of %4×%5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use masks of the video&apos;s own size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be read (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1”, line %2, column %3: %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” does not hold a JSON object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no annotations.json in “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give the path of the JSON file itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run-length mask has %1×%2 pixels instead of %3×%4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A segmentation is neither run lengths nor polygons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The masks of “%1” were made for another video than “%2”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put the right video in its place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put it back, or link the video to its new place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” has a mask for frame %2, but “%3” has %4 frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose the video these masks were made for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The names of “%1” are no frame numbers, and it has %2 frames where “%3” has %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The masks of “%1” have %2×%3 pixels, but “%4” has %5×%6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has no such video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No video is called “%1” as these masks are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add the video, or name the one that gets the masks (--video)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no YouTube-VOS folder: there is no meta.json in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose the folder that holds meta.json and Annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1”: %2 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory for this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something unexpected happened (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at videos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask from a box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The box lies outside the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drag it over the object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The box lies outside the picture or is too thin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draw it around the object, at least two pixels wide and high</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GrabCut failed (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a picture (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is a colour picture; masks are palette pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>convert it to a palette PNG whose values are the object ids</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A mask holds an empty run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A mask&apos;s runs add up to %1 pixels instead of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stored mask is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no pictures in the folder “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a folder of JPEG, PNG, BMP, TIFF or WebP files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” has no frame %2: it has frames 0 to %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose one of these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a video file, or a folder of pictures; if it is one, get a fresh copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture of “%1” can be decoded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” may not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the permissions of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a video (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be understood (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no picture in “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pictures of “%1” are too large (%2 × %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” uses a codec that cannot be decoded (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be decoded (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” can only be read once, from start to end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame %1 of “%2” cannot be decoded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>go on with another frame, or get a fresh copy of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is a device or a pipe, not a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>save the video to a file first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A video of %1 × %2 pixels cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FFmpeg here can encode neither H.264 nor MPEG-4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The encoder cannot be used (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing was changed; make room on the disk or check the permissions, then do it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Qt has no SQLite driver here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>install the package libqt6sql6-sqlite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full: “%1” could not be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” could not be read or written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” may not be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the permissions of the file and its folder, or open it read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is being written by another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wait until it is done, then try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is damaged, or is not a ReVSeg project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open a copy from your backup; “revseg project check” says more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory to work on “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project “%1” refused a change (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check its permissions, or open it read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no run %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The media of “%1” is missing: “%2”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this would change has been changed meanwhile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>do it again on what is there now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The video “%1” has no pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” has no frame %2: it ends with %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A mask of %1×%2 does not fit “%3”, which has %4×%5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A mask on frame %1 contradicts its state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is open read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>close it in the other program and open it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was to be changed is no longer in the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add videos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add video “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is already in the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leave it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” does not hold what “%2” was made with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose the original file, or add this one as a new video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relink “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove video “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A video holds at most %1 objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delete objects that are no longer needed, then close and open the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New object “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete object “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New question “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change question “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete question “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete a run of “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is open in another program (%2, process %3 on %4)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>close it there, or open it read-only here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of “%1” may not be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the permissions and the free space, or open it read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a ReVSeg project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a file that “revseg project new” has made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” was written by a newer version of this program (schema %2; this one knows up to %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>update this program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no project “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a project file (name.revseg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open a copy from your backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is damaged: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” already exists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose another name; an existing file is never replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>make the folder first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” could not be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is of an older version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open it once for writing, which brings it up to date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” holds a record that makes no sense (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask of object %1 on frame %2 in “%3” is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paint or track this frame again, or open a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No prompt lies in the range of frames %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a range that holds a prompted frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The flow tracker failed (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version cannot load SAM 2 (“%1”)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use the built-in tracker: flow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no tracker “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use flow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correct the prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no prompt to track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give a box, a point or a mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame %1 of a prompt is not in the video, which has %2 frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>count frames from 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask for object %1 on frame %2 has not the video&apos;s size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask for object %1 on frame %2 is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt for object %1 on frame %2 says nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The box for object %1 on frame %2 has no area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The box for object %1 on frame %2 lies outside the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A point for object %1 on frame %2 lies outside the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No point for object %1 on frame %2 lies on the object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model profile “%1” has a wrong value for “%2”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correct the file; the built-in profiles show the form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model profile “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use one of %1, or give the path of a .json file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model profile “%1” cannot be read (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model profile “%1” is no JSON object (%2 at byte %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a trace.json that revseg chain or the window has written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no trace: it has no list “runs”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no trace: a turn of run %2 has no text “raw”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trace “%1” holds %2 runs, none for sample %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ask for no more samples than were recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trace “%1” holds no answer to turn %2 in run %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a trace whose run is complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model in this program (“%1”) is not available yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use a server (http://host:port/v1#model) or a recorded trace (replay:trace.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” names no vision-language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give a server (http://host:port/v1#model) or a recorded trace (replay:trace.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no question yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>type one above the Run button</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has been chosen to ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a server or a recorded answer in the list beside Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” has no mask on this frame to track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paint one (B) or drag a box around it (R) first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Track %1 from frame %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unlock it with Ctrl+L to change its masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eraser on %1, frame %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush on %1, frame %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Box on %1, frame %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete mask of %1, frame %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not where it was (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put the file back and open the video again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A picture of %1×%2 could not be encoded for the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check that the server is running and that its address is right; it usually ends in /v1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no address of a server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write it like http://host:8000/v1#model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of the server holds a user name or a password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leave them out and put the key into REVSEG_API_KEY</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key in REVSEG_API_KEY holds characters that no key has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy the key again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” answered with status %2 (%3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the model&apos;s name after #, its limit of pictures, and its profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” does not accept the key (status %2: %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put a key into REVSEG_API_KEY</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put a valid key into REVSEG_API_KEY</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” knows no such address or model (status %2: %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the address, which usually ends in /v1, and the model after #</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pictures are too large for “%1” (status %2: %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sample fewer frames, or raise the server&apos;s limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” has too much to do (status %2: %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wait a while and try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look at the server&apos;s log, or try again later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” answered with a web page in place of a chat completion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the address; that of the interface usually ends in /v1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” reports an error: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look at the server&apos;s log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” sent far more than was asked for, and was cut off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check that the address is a chat model&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” sent no chat completion but “%2”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check that the server speaks OpenAI&apos;s chat completions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” redirects to “%2”, which is not followed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give the address to use, if you trust it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” has sent nothing for %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look whether the server is busy, or allow a longer time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to “%1” was lost in the middle of the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be reached (%2)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Reasoning video object segmentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A project, or videos and folders of stills</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>revseg::CanvasWidget</name>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>revseg::ExportDialog</name>
    <message>
        <source>&amp;DAVIS pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Overlay video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also write the &amp;frames as JPEG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One palette PNG a frame, the pixel value is the object&apos;s number, as DAVIS 2017 has it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An MP4 with the masks in their colours over the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;To:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlay video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MP4 video (*.mp4)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder is not empty: files of the same names will be replaced, others stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file exists and will be replaced.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>revseg::MessageStrip</name>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>revseg::ObjectsPanel</name>
    <message>
        <source>Objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (object %2). Double-click to rename.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) with a mask</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Shown; click to hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden; click to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked; click to unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not locked; click to lock</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>revseg::PlayerBar</name>
    <message>
        <source>Frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame number, from 0. Type a number and press Enter to go there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of this frame and length of the video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playing speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1×</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>revseg::QueryBar</name>
    <message>
        <source>Recorded answer (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question about the video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask about the video; Enter runs the question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask about the video, e.g. “which car would suit a family trip?”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model that is asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is asked: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>revseg::ReasoningPanel</name>
    <message>
        <source>Reasoning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Type a question about the video above and press &lt;b&gt;Run&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;The model first reasons about sampled frames and chooses a keyframe and a description, then draws a box on that keyframe. The tracker carries the mask to every frame.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames the model saw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyframe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Turn 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n repair(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Sample %1 → &lt;a href=&quot;frame:%2&quot;&gt;frame %2&lt;/a&gt;, %3 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; in the video&lt;br&gt;&lt;span style=&quot;color:%3&quot;&gt;%2 as the model wrote it, in its picture&lt;/span&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model says that there is no such object.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>revseg::SampleStrip</name>
    <message>
        <source>Frames the model saw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample %1: frame %2, %3 s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>revseg::SettingsDialog</name>
    <message>
        <source>A server (OpenAI-compatible chat completions)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A recorded answer (trace)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who answers questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the model, e.g. Qwen/Qwen2.5-VL-7B-Instruct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Model:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vLLM, SGLang, llama-server, Ollama and hosted services speak this protocol. A key, if one is needed, is taken from the environment variable REVSEG_API_KEY and never stored. Frames of your videos are sent to this address and nowhere else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opacity of masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Opacity of masks:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traces (*.json);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>revseg::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for an action or a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>revseg::StageCard</name>
    <message>
        <source>Fold or unfold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ok</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>repaired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invalid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stale</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>revseg::TimelineWidget</name>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame %1, %2:%3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Film, %1 seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects and their masks appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample %1: frame %2 was shown to the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to scrub. The wheel scrolls, Ctrl and wheel zoom.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>revseg::VideosPanel</name>
    <message>
        <source>Search videos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No videos yet. Drop files or folders of stills here, or press Ctrl+Shift+O.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Videos of the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
Missing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>revseg::studio::ChainController</name>
    <message>
        <source>Stored with the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This answer is replayed from a recording.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This answer is replayed from a recording: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking again: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to track: the model says that there is no such object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracking: %1 of %2 frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) have a mask.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped; %n frame(s) are kept.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checked frame(s) stayed as they were.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::studio::MainWindow</name>
    <message>
        <source>ReVSeg Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Videos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question and reasoning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory that decoded frames hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom: screen pixels for a pixel of the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixel under the pointer: x, y and its red, green and blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No project yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger and smaller around the pointer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Middle button; Space and drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In every tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl and wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While the brush or the eraser is in hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About ReVSeg Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;ReVSeg Studio %1&lt;/b&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask about a video and get masks of the answer on every frame.&lt;br&gt;&lt;br&gt;Free software under the GNU General Public License, version 3 or later. It stands on Qt %1, FFmpeg and OpenCV.&lt;br&gt;&lt;br&gt;Nothing leaves this machine but the frames you send to a server you have chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (read only) — ReVSeg Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 — ReVSeg Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache %1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some frames of this video are damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are marked red on the timeline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This video cannot be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame %1   %2   %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a video or a folder of stills here, or press Ctrl+O to open a project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a video or a folder of stills here, or press Ctrl+Shift+O to add one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening “%1”…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1×%2, %n frame(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playing at %1×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2   %3 %4 %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 of %3, %4 s left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>revseg::studio::ProjectController</name>
    <message>
        <source>New project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ReVSeg projects (*.revseg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ReVSeg projects (*.revseg);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project is open elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program has “%1” open and is the only one that may change it.

Open it to look at only?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add videos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Videos (*.mp4 *.mov *.mkv *.webm *.avi *.m4v *.mpg *.mpeg *.ts *.wmv *.flv *.gif *.ogv *.mxf);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of stills</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your work is kept in the new project %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Exported %n mask(s) to %1.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The format cannot hold everything; left out: %n.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
</TS>
