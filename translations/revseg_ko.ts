<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en">
<context>
    <name>ModelText</name>
    <message>
        <source>%1 billion parameters, %2 on disk; %3 on the CPU needs about %4 of memory</source>
        <translation>매개변수 %1십억 개, 디스크 %2; CPU에서 %3은(는) 메모리 약 %4 필요</translation>
    </message>
    <message>
        <source>%1 billion parameters, %2 on disk; %3 on the GPU needs about %4 of its memory</source>
        <translation>매개변수 %1십억 개, 디스크에서 %2; GPU에서 %3으로 실행하려면 GPU 메모리가 약 %4 필요합니다</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>&amp;New project…</source>
        <translation>새 프로젝트(&amp;N)…</translation>
    </message>
    <message>
        <source>Start an empty project in a file of its own</source>
        <translation>별도의 파일에 빈 프로젝트를 시작합니다</translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation>프로젝트 열기(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a project file</source>
        <translation>프로젝트 파일을 엽니다</translation>
    </message>
    <message>
        <source>&amp;Add videos…</source>
        <translation>비디오 추가(&amp;A)…</translation>
    </message>
    <message>
        <source>Add video files to the project</source>
        <translation>프로젝트에 비디오 파일을 추가합니다</translation>
    </message>
    <message>
        <source>&amp;Remove video from project</source>
        <translation>프로젝트에서 비디오 제거(&amp;R)</translation>
    </message>
    <message>
        <source>Take the video shown out of the project; the file itself stays</source>
        <translation>표시된 비디오를 프로젝트에서 뺍니다. 파일은 그대로 남습니다</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>내보내기(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>종료(&amp;Q)</translation>
    </message>
    <message>
        <source>Close the program; everything is saved already</source>
        <translation>프로그램을 닫습니다. 모든 것이 이미 저장되어 있습니다</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>Take back the last change</source>
        <translation>마지막 변경을 되돌립니다</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>다시 실행(&amp;R)</translation>
    </message>
    <message>
        <source>Do again what was taken back</source>
        <translation>되돌린 것을 다시 합니다</translation>
    </message>
    <message>
        <source>&amp;Delete mask</source>
        <translation>마스크 삭제(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>설정(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation>재생 또는 일시 정지(&amp;P)</translation>
    </message>
    <message>
        <source>Play from here, or stop</source>
        <translation>여기서부터 재생하거나 멈춥니다</translation>
    </message>
    <message>
        <source>Shuttle &amp;back</source>
        <translation>뒤로 셔틀(&amp;B)</translation>
    </message>
    <message>
        <source>Play backward; each press doubles the speed up to 8×</source>
        <translation>뒤로 재생합니다. 누를 때마다 속도가 두 배, 최대 8×</translation>
    </message>
    <message>
        <source>Shuttle &amp;stop</source>
        <translation>셔틀 정지(&amp;S)</translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation>재생을 멈춥니다</translation>
    </message>
    <message>
        <source>Shuttle &amp;forward</source>
        <translation>앞으로 셔틀(&amp;F)</translation>
    </message>
    <message>
        <source>Play forward; each press doubles the speed up to 8×</source>
        <translation>앞으로 재생합니다. 누를 때마다 속도가 두 배, 최대 8×</translation>
    </message>
    <message>
        <source>Pre&amp;vious frame</source>
        <translation>이전 프레임(&amp;V)</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>한 프레임 뒤로</translation>
    </message>
    <message>
        <source>&amp;Next frame</source>
        <translation>다음 프레임(&amp;N)</translation>
    </message>
    <message>
        <source>One frame forward</source>
        <translation>한 프레임 앞으로</translation>
    </message>
    <message>
        <source>10 frames back</source>
        <translation>10프레임 뒤로</translation>
    </message>
    <message>
        <source>Ten frames back</source>
        <translation>열 프레임 뒤로</translation>
    </message>
    <message>
        <source>10 frames forward</source>
        <translation>10프레임 앞으로</translation>
    </message>
    <message>
        <source>Ten frames forward</source>
        <translation>열 프레임 앞으로</translation>
    </message>
    <message>
        <source>F&amp;irst frame</source>
        <translation>첫 프레임(&amp;I)</translation>
    </message>
    <message>
        <source>To the first frame</source>
        <translation>첫 프레임으로</translation>
    </message>
    <message>
        <source>&amp;Last frame</source>
        <translation>마지막 프레임(&amp;L)</translation>
    </message>
    <message>
        <source>To the last frame</source>
        <translation>마지막 프레임으로</translation>
    </message>
    <message>
        <source>&amp;Go to frame…</source>
        <translation>프레임으로 이동(&amp;G)…</translation>
    </message>
    <message>
        <source>Type a frame number to go to</source>
        <translation>이동할 프레임 번호를 입력합니다</translation>
    </message>
    <message>
        <source>Set &amp;in point</source>
        <translation>시작점 설정(&amp;I)</translation>
    </message>
    <message>
        <source>The range to play and loop begins here</source>
        <translation>재생하고 반복할 구간이 여기서 시작합니다</translation>
    </message>
    <message>
        <source>Set &amp;out point</source>
        <translation>끝점 설정(&amp;O)</translation>
    </message>
    <message>
        <source>The range to play and loop ends here</source>
        <translation>재생하고 반복할 구간이 여기서 끝납니다</translation>
    </message>
    <message>
        <source>&amp;Clear in and out points</source>
        <translation>시작점과 끝점 지우기(&amp;C)</translation>
    </message>
    <message>
        <source>Play the whole video again</source>
        <translation>비디오 전체를 다시 재생합니다</translation>
    </message>
    <message>
        <source>L&amp;oop</source>
        <translation>반복(&amp;O)</translation>
    </message>
    <message>
        <source>Begin again at the end</source>
        <translation>끝에 이르면 처음부터 다시 시작합니다</translation>
    </message>
    <message>
        <source>&amp;Fit picture</source>
        <translation>그림 맞춤(&amp;F)</translation>
    </message>
    <message>
        <source>Show the whole picture</source>
        <translation>그림 전체를 보여 줍니다</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>One pixel of the picture for one of the screen</source>
        <translation>그림의 한 픽셀을 화면의 한 픽셀로</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>확대(&amp;I)</translation>
    </message>
    <message>
        <source>Larger; the wheel does it at the pointer</source>
        <translation>더 크게. 휠을 돌리면 포인터 위치에서 확대됩니다</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>축소(&amp;O)</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>더 작게</translation>
    </message>
    <message>
        <source>Show &amp;masks</source>
        <translation>마스크 표시(&amp;M)</translation>
    </message>
    <message>
        <source>Show or hide all masks</source>
        <translation>모든 마스크를 보이거나 숨깁니다</translation>
    </message>
    <message>
        <source>Full &amp;screen</source>
        <translation>전체 화면(&amp;S)</translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>화면 전체를 사용합니다</translation>
    </message>
    <message>
        <source>&amp;Hand</source>
        <translation>손(&amp;H)</translation>
    </message>
    <message>
        <source>Move the picture; Space held or the middle button does it in every tool</source>
        <translation>그림을 옮깁니다. 어느 도구에서나 Space를 누르거나 가운데 단추로도 됩니다</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>브러시(&amp;B)</translation>
    </message>
    <message>
        <source>Paint the current object&apos;s mask</source>
        <translation>현재 객체의 마스크를 칠합니다</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>지우개(&amp;E)</translation>
    </message>
    <message>
        <source>Erase from the current object&apos;s mask</source>
        <translation>현재 객체의 마스크를 지웁니다</translation>
    </message>
    <message>
        <source>Bo&amp;x</source>
        <translation>상자(&amp;X)</translation>
    </message>
    <message>
        <source>Drag a box around an object to get its mask</source>
        <translation>객체 둘레에 상자를 끌어 마스크를 얻습니다</translation>
    </message>
    <message>
        <source>&amp;Swap brush and eraser</source>
        <translation>브러시와 지우개 바꾸기(&amp;S)</translation>
    </message>
    <message>
        <source>From painting to erasing and back</source>
        <translation>칠하기에서 지우기로, 다시 칠하기로</translation>
    </message>
    <message>
        <source>S&amp;maller brush</source>
        <translation>브러시 작게(&amp;M)</translation>
    </message>
    <message>
        <source>Make the brush or the eraser smaller</source>
        <translation>브러시나 지우개를 더 작게 합니다</translation>
    </message>
    <message>
        <source>Lar&amp;ger brush</source>
        <translation>브러시 크게(&amp;G)</translation>
    </message>
    <message>
        <source>Make the brush or the eraser larger</source>
        <translation>브러시나 지우개를 더 크게 합니다</translation>
    </message>
    <message>
        <source>&amp;New object</source>
        <translation>새 객체(&amp;N)</translation>
    </message>
    <message>
        <source>Add an object and make it the current one</source>
        <translation>객체를 추가하고 현재 객체로 만듭니다</translation>
    </message>
    <message>
        <source>&amp;Rename object</source>
        <translation>객체 이름 바꾸기(&amp;R)</translation>
    </message>
    <message>
        <source>Give the current object another name</source>
        <translation>현재 객체에 다른 이름을 붙입니다</translation>
    </message>
    <message>
        <source>Ne&amp;xt object</source>
        <translation>다음 객체(&amp;X)</translation>
    </message>
    <message>
        <source>Make the next object the current one</source>
        <translation>다음 객체를 현재 객체로 만듭니다</translation>
    </message>
    <message>
        <source>&amp;Previous object</source>
        <translation>이전 객체(&amp;P)</translation>
    </message>
    <message>
        <source>Make the previous object the current one</source>
        <translation>이전 객체를 현재 객체로 만듭니다</translation>
    </message>
    <message>
        <source>&amp;Hide or show object</source>
        <translation>객체 숨기기 또는 보이기(&amp;H)</translation>
    </message>
    <message>
        <source>Hide the current object, or show it again</source>
        <translation>현재 객체를 숨기거나 다시 보입니다</translation>
    </message>
    <message>
        <source>&amp;Lock or unlock object</source>
        <translation>객체 잠그기 또는 풀기(&amp;L)</translation>
    </message>
    <message>
        <source>Keep the current object from being changed</source>
        <translation>현재 객체가 바뀌지 않게 합니다</translation>
    </message>
    <message>
        <source>&amp;Delete object</source>
        <translation>객체 삭제(&amp;D)</translation>
    </message>
    <message>
        <source>Delete the current object with all its masks</source>
        <translation>현재 객체를 모든 마스크와 함께 삭제합니다</translation>
    </message>
    <message>
        <source>&amp;Type a question</source>
        <translation>질문 입력(&amp;T)</translation>
    </message>
    <message>
        <source>Put the cursor into the question</source>
        <translation>질문란에 커서를 놓습니다</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>실행(&amp;R)</translation>
    </message>
    <message>
        <source>Ask the question: reasoning, keyframe, box, then masks on every frame</source>
        <translation>질문합니다: 추론, 키프레임, 상자, 그리고 모든 프레임의 마스크</translation>
    </message>
    <message>
        <source>T&amp;rack both ways</source>
        <translation>양방향 추적(&amp;R)</translation>
    </message>
    <message>
        <source>Carry the current object&apos;s mask on this frame to all others</source>
        <translation>이 프레임에 있는 현재 객체의 마스크를 다른 모든 프레임으로 옮깁니다</translation>
    </message>
    <message>
        <source>Track &amp;forward</source>
        <translation>앞으로 추적(&amp;F)</translation>
    </message>
    <message>
        <source>Carry the mask on this frame to all later frames</source>
        <translation>이 프레임의 마스크를 뒤의 모든 프레임으로 옮깁니다</translation>
    </message>
    <message>
        <source>Track &amp;backward</source>
        <translation>뒤로 추적(&amp;B)</translation>
    </message>
    <message>
        <source>Carry the mask on this frame to all earlier frames</source>
        <translation>이 프레임의 마스크를 앞의 모든 프레임으로 옮깁니다</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>정지(&amp;S)</translation>
    </message>
    <message>
        <source>Stop all work; what is finished stays</source>
        <translation>모든 작업을 멈춥니다. 끝난 것은 남습니다</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>키보드 단축키(&amp;K)</translation>
    </message>
    <message>
        <source>All keys on one sheet</source>
        <translation>모든 키를 한 장에</translation>
    </message>
    <message>
        <source>&amp;About ReVSeg Studio</source>
        <translation>ReVSeg 스튜디오 정보(&amp;A)</translation>
    </message>
    <message>
        <source>Version, licence and the libraries it stands on</source>
        <translation>버전, 라이선스와 사용한 라이브러리</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>재생(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>도구(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Object</source>
        <translation>객체(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Chain</source>
        <translation>체인(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>Find &amp;moved videos…</source>
        <translation>옮겨진 비디오 찾기(&amp;M)…</translation>
    </message>
    <message>
        <source>Look in a folder for videos that are not where they were</source>
        <translation>제자리에 없는 비디오를 폴더에서 찾습니다</translation>
    </message>
    <message>
        <source>&amp;Save project as…</source>
        <translation>프로젝트를 다른 이름으로 저장(&amp;S)…</translation>
    </message>
    <message>
        <source>Go on with a copy of the project in another place</source>
        <translation>프로젝트의 사본을 다른 곳에 만들어 그것으로 계속합니다</translation>
    </message>
    <message>
        <source>Go to &amp;time…</source>
        <translation>시간으로 가기(&amp;T)…</translation>
    </message>
    <message>
        <source>Type a time to go to, such as 1:23.5</source>
        <translation>1:23.5처럼 갈 시간을 입력합니다</translation>
    </message>
    <message>
        <source>&amp;Marker here…</source>
        <translation>여기에 표시(&amp;M)…</translation>
    </message>
    <message>
        <source>Give this frame a name on the timeline, or another one</source>
        <translation>타임라인에서 이 프레임에 이름을 붙이거나 바꿉니다</translation>
    </message>
    <message>
        <source>&amp;Remove marker</source>
        <translation>표시 지우기(&amp;R)</translation>
    </message>
    <message>
        <source>Take the marker of this frame away</source>
        <translation>이 프레임의 표시를 지웁니다</translation>
    </message>
    <message>
        <source>&amp;Next marker</source>
        <translation>다음 표시(&amp;N)</translation>
    </message>
    <message>
        <source>To the next marker</source>
        <translation>다음 표시로 갑니다</translation>
    </message>
    <message>
        <source>&amp;Previous marker</source>
        <translation>이전 표시(&amp;P)</translation>
    </message>
    <message>
        <source>To the marker before this frame</source>
        <translation>이 프레임 앞의 표시로 갑니다</translation>
    </message>
    <message>
        <source>&amp;Times on the ruler</source>
        <translation>눈금에 시간 표시(&amp;T)</translation>
    </message>
    <message>
        <source>Show times instead of frame numbers on the timeline</source>
        <translation>타임라인에 프레임 번호 대신 시간을 보여 줍니다</translation>
    </message>
    <message>
        <source>Playing fi&amp;gures</source>
        <translation>재생 수치(&amp;G)</translation>
    </message>
    <message>
        <source>Count frames shown, dropped and late in the status bar</source>
        <translation>보인 프레임, 빠진 프레임, 늦은 프레임 수를 상태 표시줄에 보여 줍니다</translation>
    </message>
    <message>
        <source>&amp;Patterns in masks</source>
        <translation>마스크에 무늬(&amp;P)</translation>
    </message>
    <message>
        <source>Tell objects apart by stripes and dots as well as by colour</source>
        <translation>객체를 색뿐 아니라 줄무늬와 점무늬로도 구별합니다</translation>
    </message>
    <message>
        <source>&amp;Polygon</source>
        <translation>다각형(&amp;P)</translation>
    </message>
    <message>
        <source>Click corners; a double click or Enter closes, Backspace takes one back</source>
        <translation>모서리를 클릭합니다. 두 번 클릭하거나 Enter를 누르면 닫고, Backspace로 하나를 되돌립니다</translation>
    </message>
    <message>
        <source>&amp;Lasso</source>
        <translation>올가미(&amp;L)</translation>
    </message>
    <message>
        <source>Draw around an area with the button held</source>
        <translation>단추를 누른 채 영역 둘레를 그립니다</translation>
    </message>
    <message>
        <source>&amp;Flood</source>
        <translation>영역 채우기(&amp;F)</translation>
    </message>
    <message>
        <source>Click on a region of one colour; Ctrl and wheel change how much alike</source>
        <translation>한 가지 색의 영역을 클릭합니다. Ctrl과 휠로 비슷한 정도를 바꿉니다</translation>
    </message>
    <message>
        <source>&amp;Clicks</source>
        <translation>클릭(&amp;C)</translation>
    </message>
    <message>
        <source>Left click on the object, right click beside it; Enter takes the mask, Esc gives it up</source>
        <translation>객체 위는 왼쪽 클릭, 객체 밖은 오른쪽 클릭. Enter로 마스크를 받아들이고 Esc로 그만둡니다</translation>
    </message>
    <message>
        <source>Mo&amp;ve and scale</source>
        <translation>옮기기와 크기 조절(&amp;V)</translation>
    </message>
    <message>
        <source>Drag the mask, or a corner of its box</source>
        <translation>마스크나 그 상자의 모서리를 끕니다</translation>
    </message>
    <message>
        <source>Delete the current object&apos;s mask on this frame, or in the selected part of its lane</source>
        <translation>이 프레임이나 레인에서 선택한 부분에 있는 현재 객체의 마스크를 삭제합니다</translation>
    </message>
    <message>
        <source>&amp;Copy mask</source>
        <translation>마스크 복사(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste mask</source>
        <translation>마스크 붙여넣기(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Interpolate</source>
        <translation>보간(&amp;I)</translation>
    </message>
    <message>
        <source>Fill the frames between the painted or checked masks before and after this frame</source>
        <translation>이 프레임 앞뒤의 칠하거나 확인한 마스크 사이 프레임을 채웁니다</translation>
    </message>
    <message>
        <source>Fill &amp;holes</source>
        <translation>구멍 메우기(&amp;H)</translation>
    </message>
    <message>
        <source>Fill the holes of the mask</source>
        <translation>마스크의 구멍을 메웁니다</translation>
    </message>
    <message>
        <source>&amp;Keep largest piece</source>
        <translation>가장 큰 조각만 남기기(&amp;K)</translation>
    </message>
    <message>
        <source>Take all pieces of the mask away but the largest</source>
        <translation>마스크에서 가장 큰 조각만 남기고 나머지를 지웁니다</translation>
    </message>
    <message>
        <source>&amp;Grow</source>
        <translation>넓히기(&amp;G)</translation>
    </message>
    <message>
        <source>Make the mask larger all around</source>
        <translation>마스크를 사방으로 넓힙니다</translation>
    </message>
    <message>
        <source>&amp;Shrink</source>
        <translation>좁히기(&amp;S)</translation>
    </message>
    <message>
        <source>Make the mask smaller all around</source>
        <translation>마스크를 사방에서 좁힙니다</translation>
    </message>
    <message>
        <source>S&amp;mooth</source>
        <translation>매끄럽게(&amp;M)</translation>
    </message>
    <message>
        <source>Round off the outline of the mask</source>
        <translation>마스크의 윤곽을 둥글게 다듬습니다</translation>
    </message>
    <message>
        <source>Mark &amp;absent</source>
        <translation>없음으로 표시(&amp;A)</translation>
    </message>
    <message>
        <source>The object is not in this frame</source>
        <translation>이 프레임에 객체가 없습니다</translation>
    </message>
    <message>
        <source>Mark &amp;occluded</source>
        <translation>가려짐으로 표시(&amp;O)</translation>
    </message>
    <message>
        <source>The object is hidden behind something on this frame</source>
        <translation>이 프레임에서 객체가 무언가의 뒤에 가려져 있습니다</translation>
    </message>
    <message>
        <source>Mark out of &amp;frame</source>
        <translation>화면 밖으로 표시(&amp;F)</translation>
    </message>
    <message>
        <source>The object has left the picture on this frame</source>
        <translation>이 프레임에서 객체가 그림 밖으로 나갔습니다</translation>
    </message>
    <message>
        <source>Ch&amp;ecked</source>
        <translation>확인됨(&amp;E)</translation>
    </message>
    <message>
        <source>A person has looked and it is right; tracking will not change it</source>
        <translation>사람이 보고 맞다고 확인했습니다. 추적해도 바뀌지 않습니다</translation>
    </message>
    <message>
        <source>&amp;Solo</source>
        <translation>현재 객체만 보기(&amp;S)</translation>
    </message>
    <message>
        <source>Show the current object only</source>
        <translation>현재 객체만 보여 줍니다</translation>
    </message>
    <message>
        <source>&amp;Colour…</source>
        <translation>색(&amp;C)…</translation>
    </message>
    <message>
        <source>Choose another colour for the current object</source>
        <translation>현재 객체의 색을 다른 색으로 고릅니다</translation>
    </message>
    <message>
        <source>&amp;Merge with…</source>
        <translation>합치기(&amp;M)…</translation>
    </message>
    <message>
        <source>Add another object&apos;s masks to the current one</source>
        <translation>다른 객체의 마스크를 현재 객체에 더합니다</translation>
    </message>
    <message>
        <source>Spl&amp;it here</source>
        <translation>여기서 나누기(&amp;I)</translation>
    </message>
    <message>
        <source>Make a new object of all masks from this frame on</source>
        <translation>이 프레임부터의 모든 마스크로 새 객체를 만듭니다</translation>
    </message>
    <message>
        <source>S&amp;wap with…</source>
        <translation>맞바꾸기(&amp;W)…</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>위로 옮기기(&amp;U)</translation>
    </message>
    <message>
        <source>Move the current object up in the list</source>
        <translation>현재 객체를 목록에서 위로 옮깁니다</translation>
    </message>
    <message>
        <source>Mo&amp;ve down</source>
        <translation>아래로 옮기기(&amp;V)</translation>
    </message>
    <message>
        <source>Move the current object down in the list</source>
        <translation>현재 객체를 목록에서 아래로 옮깁니다</translation>
    </message>
    <message>
        <source>Object &amp;1</source>
        <translation>객체 &amp;1</translation>
    </message>
    <message>
        <source>Make this object of the list the current one</source>
        <translation>목록의 이 객체를 현재 객체로 만듭니다</translation>
    </message>
    <message>
        <source>Object &amp;2</source>
        <translation>객체 &amp;2</translation>
    </message>
    <message>
        <source>Object &amp;3</source>
        <translation>객체 &amp;3</translation>
    </message>
    <message>
        <source>Object &amp;4</source>
        <translation>객체 &amp;4</translation>
    </message>
    <message>
        <source>Object &amp;5</source>
        <translation>객체 &amp;5</translation>
    </message>
    <message>
        <source>Object &amp;6</source>
        <translation>객체 &amp;6</translation>
    </message>
    <message>
        <source>Object &amp;7</source>
        <translation>객체 &amp;7</translation>
    </message>
    <message>
        <source>Object &amp;8</source>
        <translation>객체 &amp;8</translation>
    </message>
    <message>
        <source>Object &amp;9</source>
        <translation>객체 &amp;9</translation>
    </message>
    <message>
        <source>Track a&amp;ll objects</source>
        <translation>모든 객체 추적(&amp;L)</translation>
    </message>
    <message>
        <source>Carry the masks of all objects on this frame to the others, in one pass</source>
        <translation>이 프레임에 있는 모든 객체의 마스크를 한 번에 다른 프레임으로 옮깁니다</translation>
    </message>
    <message>
        <source>&amp;Accept the change</source>
        <translation>변경 받아들이기(&amp;A)</translation>
    </message>
    <message>
        <source>Apply what tracking or a re-run has proposed</source>
        <translation>추적이나 재실행이 제안한 것을 적용합니다</translation>
    </message>
    <message>
        <source>&amp;Discard the change</source>
        <translation>변경 버리기(&amp;D)</translation>
    </message>
    <message>
        <source>Leave everything as it was</source>
        <translation>모든 것을 있던 그대로 둡니다</translation>
    </message>
    <message>
        <source>R&amp;e-run what is stale</source>
        <translation>오래된 것 재실행(&amp;E)</translation>
    </message>
    <message>
        <source>Ask and track again only what an edit has made stale</source>
        <translation>수정 때문에 오래된 것만 다시 묻고 추적합니다</translation>
    </message>
    <message>
        <source>Make this frame the &amp;keyframe</source>
        <translation>이 프레임을 키프레임으로(&amp;K)</translation>
    </message>
    <message>
        <source>The box is then looked for on this frame</source>
        <translation>그러면 이 프레임에서 상자를 찾습니다</translation>
    </message>
    <message>
        <source>Redra&amp;w the box</source>
        <translation>상자 다시 그리기(&amp;W)</translation>
    </message>
    <message>
        <source>Drag the box of the chain anew on this frame</source>
        <translation>이 프레임에 체인의 상자를 새로 끕니다</translation>
    </message>
    <message>
        <source>Take the mask&apos;s bo&amp;x</source>
        <translation>마스크의 상자 사용(&amp;X)</translation>
    </message>
    <message>
        <source>The tight box of the mask on this frame becomes the box of the chain</source>
        <translation>이 프레임의 마스크에 꼭 맞는 상자가 체인의 상자가 됩니다</translation>
    </message>
    <message>
        <source>Write a chain by &amp;hand</source>
        <translation>체인을 손으로 쓰기(&amp;H)</translation>
    </message>
    <message>
        <source>Begin an empty chain for the question, with this frame as its keyframe</source>
        <translation>이 프레임을 키프레임으로 하여 질문의 빈 체인을 시작합니다</translation>
    </message>
    <message>
        <source>&amp;Use this run</source>
        <translation>이 실행 사용(&amp;U)</translation>
    </message>
    <message>
        <source>The masks of the run shown take the place of those in use</source>
        <translation>보이는 실행의 마스크가 사용 중인 마스크를 대신합니다</translation>
    </message>
    <message>
        <source>&amp;Compare with the run in use</source>
        <translation>사용 중인 실행과 비교(&amp;C)</translation>
    </message>
    <message>
        <source>Masks and box of the run shown against those of the run in use</source>
        <translation>보이는 실행의 마스크와 상자를 사용 중인 실행의 것과 견줍니다</translation>
    </message>
    <message>
        <source>De&amp;lete this run</source>
        <translation>이 실행 삭제(&amp;L)</translation>
    </message>
    <message>
        <source>Take the run shown out of the project; its masks stay</source>
        <translation>보이는 실행을 프로젝트에서 뺍니다. 그 마스크는 남습니다</translation>
    </message>
    <message>
        <source>&amp;Best of all</source>
        <translation>가장 좋음(&amp;B)</translation>
    </message>
    <message>
        <source>Mark the run shown as the best one, or no longer</source>
        <translation>보이는 실행을 가장 좋은 것으로 표시하거나 표시를 없앱니다</translation>
    </message>
    <message>
        <source>Wron&amp;g</source>
        <translation>틀림(&amp;G)</translation>
    </message>
    <message>
        <source>Mark the run shown as wrong, or no longer</source>
        <translation>보이는 실행을 틀린 것으로 표시하거나 표시를 없앱니다</translation>
    </message>
    <message>
        <source>Judge reaso&amp;ning</source>
        <translation>추론 판정(&amp;N)</translation>
    </message>
    <message>
        <source>Reasoning: sound, with gaps, wrong, not judged</source>
        <translation>추론: 타당함, 빈틈 있음, 틀림, 판정 안 함</translation>
    </message>
    <message>
        <source>Judge key&amp;frame</source>
        <translation>키프레임 판정(&amp;F)</translation>
    </message>
    <message>
        <source>Keyframe: the best, shows the object, does not, not judged</source>
        <translation>키프레임: 가장 좋음, 객체가 보임, 보이지 않음, 판정 안 함</translation>
    </message>
    <message>
        <source>Judge descr&amp;iption</source>
        <translation>설명 판정(&amp;I)</translation>
    </message>
    <message>
        <source>Description: this object alone, unclear, another object, not judged</source>
        <translation>설명: 이 객체만 가리킴, 불분명함, 다른 객체, 판정 안 함</translation>
    </message>
    <message>
        <source>&amp;Judge box</source>
        <translation>상자 판정(&amp;J)</translation>
    </message>
    <message>
        <source>Box: tight, loose, another object, not judged</source>
        <translation>상자: 꼭 맞음, 헐거움, 다른 객체, 판정 안 함</translation>
    </message>
    <message>
        <source>Judge &amp;masks</source>
        <translation>마스크 판정(&amp;M)</translation>
    </message>
    <message>
        <source>Masks: they hold, drift, are lost, not judged</source>
        <translation>마스크: 유지됨, 벗어남, 놓침, 판정 안 함</translation>
    </message>
    <message>
        <source>&amp;Present…</source>
        <translation>발표(&amp;P)…</translation>
    </message>
    <message>
        <source>Replay the run shown on the whole screen, in large letters</source>
        <translation>보이는 실행을 화면 전체에 큰 글자로 다시 보여 줍니다</translation>
    </message>
    <message>
        <source>E&amp;xport presentation…</source>
        <translation>발표 내보내기(&amp;X)…</translation>
    </message>
    <message>
        <source>Write the presentation of the run shown as a video with captions</source>
        <translation>보이는 실행의 발표를 자막이 있는 비디오로 씁니다</translation>
    </message>
    <message>
        <source>New ba&amp;tch…</source>
        <translation>새 일괄 작업(&amp;T)…</translation>
    </message>
    <message>
        <source>Ask many questions about many videos, several times each</source>
        <translation>많은 비디오에 많은 질문을 여러 번씩 묻습니다</translation>
    </message>
    <message>
        <source>Run or &amp;pause the batch</source>
        <translation>일괄 작업 실행 또는 일시 정지(&amp;P)</translation>
    </message>
    <message>
        <source>Go on with the batch, or stop after the question at work</source>
        <translation>일괄 작업을 계속하거나, 지금 하는 질문이 끝나면 멈춥니다</translation>
    </message>
    <message>
        <source>F&amp;orget the batch</source>
        <translation>일괄 작업 지우기(&amp;O)</translation>
    </message>
    <message>
        <source>Take the batch out of the project; its results stay</source>
        <translation>일괄 작업을 프로젝트에서 뺍니다. 그 결과는 남습니다</translation>
    </message>
    <message>
        <source>&amp;Next problem</source>
        <translation>다음 문제(&amp;N)</translation>
    </message>
    <message>
        <source>To the next frame that deserves a look, worst first</source>
        <translation>살펴볼 만한 다음 프레임으로. 가장 나쁜 것부터</translation>
    </message>
    <message>
        <source>&amp;Previous problem</source>
        <translation>이전 문제(&amp;P)</translation>
    </message>
    <message>
        <source>To the problem before</source>
        <translation>앞의 문제로</translation>
    </message>
    <message>
        <source>&amp;Checked, go on</source>
        <translation>확인하고 계속(&amp;C)</translation>
    </message>
    <message>
        <source>Mark this frame checked and go to the next problem</source>
        <translation>이 프레임을 확인됨으로 표시하고 다음 문제로 갑니다</translation>
    </message>
    <message>
        <source>&amp;Bisect</source>
        <translation>이등분(&amp;B)</translation>
    </message>
    <message>
        <source>To the middle of the longest stretch that nobody has looked at</source>
        <translation>아무도 보지 않은 가장 긴 구간의 가운데로</translation>
    </message>
    <message>
        <source>&amp;Repair by neighbours</source>
        <translation>이웃으로 복구(&amp;R)</translation>
    </message>
    <message>
        <source>Replace this frame&apos;s mask by one between its neighbours</source>
        <translation>이 프레임의 마스크를 이웃한 마스크 사이의 것으로 바꿉니다</translation>
    </message>
    <message>
        <source>Mas&amp;k</source>
        <translation>마스크(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>검토(&amp;R)</translation>
    </message>
    <message>
        <source>Sa&amp;ve</source>
        <translation>저장(&amp;V)</translation>
    </message>
    <message>
        <source>Every change is on disk when it is made; what could not be written is tried again</source>
        <translation>변경은 하는 즉시 디스크에 저장됩니다. 쓰지 못한 것은 다시 시도합니다</translation>
    </message>
    <message>
        <source>&amp;Tracker…</source>
        <translation>추적기(&amp;T)…</translation>
    </message>
    <message>
        <source>Who makes and carries masks: the built-in tracker or SAM 2, and what it runs on</source>
        <translation>마스크를 만들고 옮기는 것: 내장 추적기 또는 SAM 2, 그리고 실행 장치</translation>
    </message>
    <message>
        <source>Server and model, look and language</source>
        <translation>서버와 모델, 모양과 언어</translation>
    </message>
    <message>
        <source>Next &amp;keyframe</source>
        <translation>다음 키프레임(&amp;K)</translation>
    </message>
    <message>
        <source>To the next frame that is the keyframe of the chain, or painted or checked</source>
        <translation>체인의 키프레임이거나 칠했거나 확인한 다음 프레임으로</translation>
    </message>
    <message>
        <source>P&amp;revious keyframe</source>
        <translation>이전 키프레임(&amp;R)</translation>
    </message>
    <message>
        <source>To the keyframe, painted or checked frame before this one</source>
        <translation>이 프레임 앞의 키프레임, 칠한 프레임 또는 확인한 프레임으로</translation>
    </message>
    <message>
        <source>Fast&amp;er</source>
        <translation>더 빠르게(&amp;E)</translation>
    </message>
    <message>
        <source>Play at the next higher speed</source>
        <translation>한 단계 높은 속도로 재생</translation>
    </message>
    <message>
        <source>Slo&amp;wer</source>
        <translation>더 느리게(&amp;W)</translation>
    </message>
    <message>
        <source>Play at the next lower speed</source>
        <translation>한 단계 낮은 속도로 재생</translation>
    </message>
    <message>
        <source>Next vi&amp;deo</source>
        <translation>다음 비디오(&amp;D)</translation>
    </message>
    <message>
        <source>Show the next video of the project</source>
        <translation>프로젝트의 다음 비디오 보기</translation>
    </message>
    <message>
        <source>Previo&amp;us video</source>
        <translation>이전 비디오(&amp;U)</translation>
    </message>
    <message>
        <source>Show the video of the project before this one</source>
        <translation>프로젝트의 이전 비디오 보기</translation>
    </message>
    <message>
        <source>D&amp;uplicate to next frame</source>
        <translation>다음 프레임에 복제(&amp;U)</translation>
    </message>
    <message>
        <source>Put the current object&apos;s mask on the next frame too, and go there</source>
        <translation>현재 객체의 마스크를 다음 프레임에도 놓고 그리로 이동</translation>
    </message>
    <message>
        <source>Add a &amp;folder…</source>
        <translation>폴더 추가(&amp;F)…</translation>
    </message>
    <message>
        <source>Add a folder of numbered pictures as a video, or all videos of a folder</source>
        <translation>번호가 붙은 그림 폴더를 비디오로, 또는 폴더의 모든 비디오를 추가합니다</translation>
    </message>
    <message>
        <source>Look for &amp;damaged frames</source>
        <translation>손상된 프레임 찾기(&amp;D)</translation>
    </message>
    <message>
        <source>Decode every frame of this video, and mark the damaged ones on the timeline</source>
        <translation>이 비디오의 모든 프레임을 디코딩해 손상된 것을 타임라인에 표시합니다</translation>
    </message>
    <message>
        <source>&amp;Import masks…</source>
        <translation>마스크 가져오기(&amp;I)…</translation>
    </message>
    <message>
        <source>Bring in masks of DAVIS, YouTube-VOS, COCO or YouTube-VIS</source>
        <translation>DAVIS, YouTube-VOS, COCO, YouTube-VIS 마스크를 가져옵니다</translation>
    </message>
    <message>
        <source>Write the masks in another format, or a video or GIF with the masks over it</source>
        <translation>마스크를 다른 형식으로, 또는 마스크를 입힌 동영상이나 GIF로 내보냅니다</translation>
    </message>
    <message>
        <source>Export &amp;this frame…</source>
        <translation>이 프레임 내보내기(&amp;T)…</translation>
    </message>
    <message>
        <source>Write the frame shown as a picture, with or without its masks</source>
        <translation>보이는 프레임을 마스크와 함께 또는 마스크 없이 그림으로 내보냅니다</translation>
    </message>
    <message>
        <source>S&amp;earch videos</source>
        <translation>비디오 찾기(&amp;E)</translation>
    </message>
    <message>
        <source>Put the cursor into the search field of the list of videos</source>
        <translation>비디오 목록의 찾기란에 커서를 놓습니다</translation>
    </message>
    <message>
        <source>Videos as &amp;added</source>
        <translation>비디오를 추가한 순서로(&amp;A)</translation>
    </message>
    <message>
        <source>List the videos in the order in which they were added</source>
        <translation>비디오를 추가한 순서로 늘어놓습니다</translation>
    </message>
    <message>
        <source>Videos by &amp;name</source>
        <translation>비디오를 이름순으로(&amp;N)</translation>
    </message>
    <message>
        <source>List the videos by their names</source>
        <translation>비디오를 이름순으로 늘어놓습니다</translation>
    </message>
    <message>
        <source>Videos by &amp;length</source>
        <translation>비디오를 길이순으로(&amp;L)</translation>
    </message>
    <message>
        <source>List the videos by their length, the shortest first</source>
        <translation>비디오를 짧은 것부터 길이순으로 늘어놓습니다</translation>
    </message>
    <message>
        <source>&amp;How questions are asked…</source>
        <translation>질문 방식(&amp;H)…</translation>
    </message>
    <message>
        <source>Profile, prompts, frames shown, temperature, retries, weights of the rewards</source>
        <translation>프로필, 프롬프트, 보여 줄 프레임, 온도, 재시도, 보상 가중치</translation>
    </message>
    <message>
        <source>&amp;Vote</source>
        <translation>투표(&amp;V)</translation>
    </message>
    <message>
        <source>A new run of what most runs of the question agree on</source>
        <translation>이 질문의 실행 대다수가 일치하는 내용으로 새 실행을 만듭니다</translation>
    </message>
    <message>
        <source>&amp;Import trace…</source>
        <translation>추적 기록 가져오기(&amp;I)…</translation>
    </message>
    <message>
        <source>The runs of a trace.json become runs of this video</source>
        <translation>trace.json의 실행을 이 비디오의 실행으로 가져옵니다</translation>
    </message>
    <message>
        <source>Exp&amp;ort trace…</source>
        <translation>추적 기록 내보내기(&amp;O)…</translation>
    </message>
    <message>
        <source>Write the run shown as a trace.json, with all that was asked and answered</source>
        <translation>표시된 실행을 질문과 답변 전체와 함께 trace.json으로 저장합니다</translation>
    </message>
    <message>
        <source>Copy the current object&apos;s mask on this frame, or those of the selected frames</source>
        <translation>이 프레임 또는 선택한 프레임들에서 현재 객체의 마스크를 복사합니다</translation>
    </message>
    <message>
        <source>Put the copied mask on this frame or the selected ones; several go on from here</source>
        <translation>복사한 마스크를 이 프레임 또는 선택한 프레임들에 넣습니다. 여러 개이면 여기서부터 이어집니다</translation>
    </message>
    <message>
        <source>Exchange the masks of two objects on this frame, from here on or in a range</source>
        <translation>이 프레임에서, 여기서부터 또는 범위 안에서 두 객체의 마스크를 맞바꿉니다</translation>
    </message>
    <message>
        <source>&amp;Give masks to…</source>
        <translation>마스크 넘기기(&amp;G)…</translation>
    </message>
    <message>
        <source>Masks of the current object go to a new or another one: on this frame, from here on or in a range</source>
        <translation>현재 객체의 마스크를 새 객체나 다른 객체로 넘깁니다. 이 프레임에서, 여기서부터 또는 범위 안에서</translation>
    </message>
    <message>
        <source>Track to the next fra&amp;me</source>
        <translation>다음 프레임으로 추적(&amp;M)</translation>
    </message>
    <message>
        <source>Carry the mask on this frame one frame on, and go there</source>
        <translation>이 프레임의 마스크를 한 프레임 앞으로 옮기고 그리로 갑니다</translation>
    </message>
    <message>
        <source>Track to the previ&amp;ous frame</source>
        <translation>이전 프레임으로 추적(&amp;O)</translation>
    </message>
    <message>
        <source>Carry the mask on this frame one frame back, and go there</source>
        <translation>이 프레임의 마스크를 한 프레임 뒤로 옮기고 그리로 갑니다</translation>
    </message>
    <message>
        <source>Re-track &amp;selected frames</source>
        <translation>선택한 프레임 다시 추적(&amp;S)</translation>
    </message>
    <message>
        <source>Track the selected part of the lane anew, from the masks beside it and those by hand in it</source>
        <translation>레인에서 선택한 부분을 옆의 마스크와 그 안에서 손으로 그린 마스크로부터 다시 추적합니다</translation>
    </message>
    <message>
        <source>Add an ob&amp;ject</source>
        <translation>객체 추가(&amp;J)</translation>
    </message>
    <message>
        <source>Drag a box around one more object on the keyframe</source>
        <translation>키프레임에서 객체 하나를 더 상자로 둘러쌉니다</translation>
    </message>
    <message>
        <source>Take an object &amp;out</source>
        <translation>객체 빼기(&amp;O)</translation>
    </message>
    <message>
        <source>The object that is selected no longer belongs to the run shown</source>
        <translation>선택한 객체를 표시된 실행에서 뺍니다</translation>
    </message>
    <message>
        <source>As the mode&amp;l saw it</source>
        <translation>모델이 본 대로(&amp;L)</translation>
    </message>
    <message>
        <source>The resized pictures that were sent, with the box in their pixels, beside the video&apos;s</source>
        <translation>크기를 바꿔 보낸 그림을 그 픽셀의 상자와 함께 비디오 그림 옆에 보여 줍니다</translation>
    </message>
    <message>
        <source>&amp;Score against truth…</source>
        <translation>정답과 비교해 점수 매기기(&amp;S)…</translation>
    </message>
    <message>
        <source>J and F of the masks of this video against true ones</source>
        <translation>이 비디오의 마스크를 정답 마스크와 비교한 J와 F</translation>
    </message>
    <message>
        <source>Score &amp;again</source>
        <translation>다시 점수 매기기(&amp;A)</translation>
    </message>
    <message>
        <source>Score this video once more against the same truth</source>
        <translation>같은 정답과 다시 한번 비교합니다</translation>
    </message>
    <message>
        <source>&amp;Export scores…</source>
        <translation>점수 내보내기(&amp;E)…</translation>
    </message>
    <message>
        <source>Write the scores of this video as a table (CSV), or with each frame&apos;s (JSON)</source>
        <translation>이 비디오의 점수를 표(CSV)로, 또는 프레임별 값과 함께(JSON) 씁니다</translation>
    </message>
    <message>
        <source>Sho&amp;w attention</source>
        <translation>주의 보기(&amp;W)</translation>
    </message>
    <message>
        <source>Where the model looked when it wrote the selected words, as a heat map; Esc takes it away</source>
        <translation>선택한 말을 쓸 때 모델이 본 곳을 히트맵으로 보여 줍니다. Esc로 닫습니다</translation>
    </message>
    <message>
        <source>&amp;Markers</source>
        <translation>마커(&amp;M)</translation>
    </message>
    <message>
        <source>R&amp;ange</source>
        <translation>구간(&amp;A)</translation>
    </message>
    <message>
        <source>Sort &amp;videos</source>
        <translation>비디오 정렬(&amp;V)</translation>
    </message>
    <message>
        <source>Ch&amp;oose</source>
        <translation>선택(&amp;O)</translation>
    </message>
    <message>
        <source>Trac&amp;k</source>
        <translation>추적(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Correct</source>
        <translation>고치기(&amp;C)</translation>
    </message>
    <message>
        <source>R&amp;uns</source>
        <translation>실행(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Judge</source>
        <translation>평가(&amp;J)</translation>
    </message>
    <message>
        <source>&amp;Batch</source>
        <translation>일괄 작업(&amp;B)</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>start it again when you want it</source>
        <translation>원할 때 다시 시작하세요</translation>
    </message>
    <message>
        <source>check the name and that it has not been moved</source>
        <translation>이름을 확인하고 옮겨지지 않았는지 확인하세요</translation>
    </message>
    <message>
        <source>check the permissions and the free space of the disk</source>
        <translation>권한과 디스크의 빈 공간을 확인하세요</translation>
    </message>
    <message>
        <source>convert it to a common format first</source>
        <translation>먼저 흔한 형식으로 변환하세요</translation>
    </message>
    <message>
        <source>get a fresh copy of the file</source>
        <translation>파일을 새로 받으세요</translation>
    </message>
    <message>
        <source>check that the server is running and the address is right</source>
        <translation>서버가 실행 중이고 주소가 맞는지 확인하세요</translation>
    </message>
    <message>
        <source>choose another device or close other programs that use it</source>
        <translation>다른 장치를 고르거나 그 장치를 쓰는 다른 프로그램을 닫으세요</translation>
    </message>
    <message>
        <source>close other programs or use smaller settings</source>
        <translation>다른 프로그램을 닫거나 더 작은 설정을 사용하세요</translation>
    </message>
    <message>
        <source>look at the raw answer, then ask again or try another model</source>
        <translation>원래 답을 살펴본 다음 다시 묻거나 다른 모델을 써 보세요</translation>
    </message>
    <message>
        <source>correct the value and try again</source>
        <translation>값을 고치고 다시 시도하세요</translation>
    </message>
    <message>
        <source>please report it with the steps that led here</source>
        <translation>여기까지 온 과정과 함께 알려 주세요</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>check the free space of the disk and the permissions, or choose another place</source>
        <translation>디스크의 빈 공간과 권한을 확인하거나 다른 곳을 고르세요</translation>
    </message>
    <message>
        <source>Cannot write “%1” (%2)</source>
        <translation>“%1”에 쓸 수 없습니다(%2)</translation>
    </message>
    <message>
        <source>“%1” is a file, not a folder</source>
        <translation>“%1”은(는) 폴더가 아니라 파일입니다</translation>
    </message>
    <message>
        <source>choose another folder for the results</source>
        <translation>결과를 둘 다른 폴더를 고르세요</translation>
    </message>
    <message>
        <source>The folder “%1” already holds other things</source>
        <translation>폴더 “%1”에 이미 다른 것이 들어 있습니다</translation>
    </message>
    <message>
        <source>choose an empty folder, or give --force to replace it</source>
        <translation>빈 폴더를 고르거나 --force로 바꾸세요</translation>
    </message>
    <message>
        <source>Cannot make the folder “%1”</source>
        <translation>폴더 “%1”을(를) 만들 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot put the results into “%1”</source>
        <translation>결과를 “%1”에 둘 수 없습니다</translation>
    </message>
    <message>
        <source>the answer was cut at the token limit: allow more tokens and ask again</source>
        <translation>답이 토큰 한도에서 잘렸습니다. 토큰을 더 허용하고 다시 물으세요</translation>
    </message>
    <message>
        <source>look at the raw answer; the model profile may be the wrong one for it</source>
        <translation>원래 답을 살펴보세요. 모델 프로필이 맞지 않을 수 있습니다</translation>
    </message>
    <message>
        <source>The answer of turn %1 cannot be used (%2)</source>
        <translation>턴 %1의 답을 사용할 수 없습니다(%2)</translation>
    </message>
    <message>
        <source>The question is empty</source>
        <translation>질문이 비어 있습니다</translation>
    </message>
    <message>
        <source>say what to look for in the video</source>
        <translation>비디오에서 무엇을 찾을지 말하세요</translation>
    </message>
    <message>
        <source>The video “%1” has no frames</source>
        <translation>비디오 “%1”에 프레임이 없습니다</translation>
    </message>
    <message>
        <source>choose another video</source>
        <translation>다른 비디오를 고르세요</translation>
    </message>
    <message>
        <source>The sampled frames and their pictures differ in number</source>
        <translation>샘플 프레임과 그림의 수가 다릅니다</translation>
    </message>
    <message>
        <source>There is no keyframe or no description to go on from</source>
        <translation>이어 갈 키프레임이나 설명이 없습니다</translation>
    </message>
    <message>
        <source>choose a keyframe and describe the object first</source>
        <translation>먼저 키프레임을 고르고 객체를 설명하세요</translation>
    </message>
    <message>
        <source>think tags missing or doubled</source>
        <translation>think 태그가 없거나 겹침</translation>
    </message>
    <message>
        <source>answer tag missing</source>
        <translation>answer 태그가 없음</translation>
    </message>
    <message>
        <source>several answers, the last complete one taken</source>
        <translation>답이 여러 개라 마지막으로 완전한 것을 사용함</translation>
    </message>
    <message>
        <source>tags written in another way</source>
        <translation>태그가 다른 방식으로 쓰임</translation>
    </message>
    <message>
        <source>text around the answer left out</source>
        <translation>답 둘레의 글을 뺌</translation>
    </message>
    <message>
        <source>code fence removed</source>
        <translation>코드 울타리를 없앰</translation>
    </message>
    <message>
        <source>quotes that are not JSON accepted</source>
        <translation>JSON이 아닌 따옴표를 받아들임</translation>
    </message>
    <message>
        <source>words that are not JSON accepted</source>
        <translation>JSON이 아닌 단어를 받아들임</translation>
    </message>
    <message>
        <source>comma before a closing bracket removed</source>
        <translation>닫는 괄호 앞의 쉼표를 없앰</translation>
    </message>
    <message>
        <source>number written in another way</source>
        <translation>수가 다른 방식으로 쓰임</translation>
    </message>
    <message>
        <source>line break or wrong escape inside a text accepted</source>
        <translation>글 안의 줄바꿈이나 잘못된 이스케이프를 받아들임</translation>
    </message>
    <message>
        <source>single object taken as a list of one</source>
        <translation>하나의 객체를 한 개짜리 목록으로 봄</translation>
    </message>
    <message>
        <source>answer taken out of an outer object or list</source>
        <translation>바깥 객체나 목록에서 답을 꺼냄</translation>
    </message>
    <message>
        <source>key of another name accepted</source>
        <translation>다른 이름의 키를 받아들임</translation>
    </message>
    <message>
        <source>further keys left out</source>
        <translation>나머지 키를 뺌</translation>
    </message>
    <message>
        <source>plain text read in place of JSON</source>
        <translation>JSON 대신 일반 글을 읽음</translation>
    </message>
    <message>
        <source>number read from a text</source>
        <translation>글에서 수를 읽음</translation>
    </message>
    <message>
        <source>several targets, those of the first keyframe taken</source>
        <translation>대상이 여러 개라 첫 키프레임의 것을 사용함</translation>
    </message>
    <message>
        <source>box without a key accepted</source>
        <translation>키 없는 상자를 받아들임</translation>
    </message>
    <message>
        <source>box written in another way</source>
        <translation>상자가 다른 방식으로 쓰임</translation>
    </message>
    <message>
        <source>corners of the box swapped</source>
        <translation>상자의 모서리를 바꿈</translation>
    </message>
    <message>
        <source>box clamped to the picture</source>
        <translation>상자를 그림 안으로 맞춤</translation>
    </message>
    <message>
        <source>entries that are no box left out</source>
        <translation>상자가 아닌 항목을 뺌</translation>
    </message>
    <message>
        <source>taken as: there is no such object</source>
        <translation>그런 객체가 없다는 뜻으로 봄</translation>
    </message>
    <message>
        <source>The frame index is not a whole number</source>
        <translation>프레임 번호가 정수가 아닙니다</translation>
    </message>
    <message>
        <source>The frame index is not a finite number</source>
        <translation>프레임 번호가 유한한 수가 아닙니다</translation>
    </message>
    <message>
        <source>The frame index %1 is outside 0…%2</source>
        <translation>프레임 번호 %1이(가) 0…%2 밖에 있습니다</translation>
    </message>
    <message>
        <source>The answer has no “%1”</source>
        <translation>답에 “%1”이(가) 없습니다</translation>
    </message>
    <message>
        <source>The answer breaks off before its closing tag</source>
        <translation>답이 닫는 태그 앞에서 끊겼습니다</translation>
    </message>
    <message>
        <source>There is no answer block</source>
        <translation>answer 블록이 없습니다</translation>
    </message>
    <message>
        <source>The answer is no JSON</source>
        <translation>답이 JSON이 아닙니다</translation>
    </message>
    <message>
        <source>A coordinate of the box is not a finite number</source>
        <translation>상자의 좌표가 유한한 수가 아닙니다</translation>
    </message>
    <message>
        <source>The box is empty</source>
        <translation>상자가 비어 있습니다</translation>
    </message>
    <message>
        <source>The box lies outside the picture of %1×%2</source>
        <translation>상자가 %1×%2 그림 밖에 있습니다</translation>
    </message>
    <message>
        <source>The box is not four numbers</source>
        <translation>상자가 네 개의 수가 아닙니다</translation>
    </message>
    <message>
        <source>The JSON of the answer breaks off</source>
        <translation>답의 JSON이 끊겼습니다</translation>
    </message>
    <message>
        <source>There is no box in the answer</source>
        <translation>답에 상자가 없습니다</translation>
    </message>
    <message>
        <source>correct the file; the built-in prompt set shows the form</source>
        <translation>파일을 고치세요. 내장 프롬프트 세트가 형식을 보여 줍니다</translation>
    </message>
    <message>
        <source>The prompt set “%1” has a wrong value for “%2”</source>
        <translation>프롬프트 세트 “%1”의 “%2” 값이 잘못되었습니다</translation>
    </message>
    <message>
        <source>The prompt set “%1” has the form %2, this program knows form 1</source>
        <translation>프롬프트 세트 “%1”은(는) 형식 %2이고 이 프로그램은 형식 1을 압니다</translation>
    </message>
    <message>
        <source>use a newer version of the program</source>
        <translation>더 새로운 버전의 프로그램을 사용하세요</translation>
    </message>
    <message>
        <source>There is no prompt set “%1”</source>
        <translation>프롬프트 세트 “%1”이(가) 없습니다</translation>
    </message>
    <message>
        <source>use %1, or give the path of a .json file</source>
        <translation>%1을(를) 쓰거나 .json 파일의 경로를 주세요</translation>
    </message>
    <message>
        <source>The prompt set “%1” cannot be read (%2)</source>
        <translation>프롬프트 세트 “%1”을(를) 읽을 수 없습니다(%2)</translation>
    </message>
    <message>
        <source>The prompt set “%1” is no JSON object (%2 at byte %3)</source>
        <translation>프롬프트 세트 “%1”은(는) JSON 객체가 아닙니다(%3바이트에서 %2)</translation>
    </message>
    <message>
        <source>%1 has a wrong value for “%2”</source>
        <translation>%1의 “%2” 값이 잘못되었습니다</translation>
    </message>
    <message>
        <source>correct the file or get a fresh copy of it</source>
        <translation>파일을 고치거나 새로 받으세요</translation>
    </message>
    <message>
        <source>The trace “%1” has the form %2, this program knows form %3</source>
        <translation>기록 “%1”은(는) 형식 %2이고 이 프로그램은 형식 %3을(를) 압니다</translation>
    </message>
    <message>
        <source>There is no trace “%1”</source>
        <translation>기록 “%1”이(가) 없습니다</translation>
    </message>
    <message>
        <source>The trace “%1” cannot be read (%2)</source>
        <translation>기록 “%1”을(를) 읽을 수 없습니다(%2)</translation>
    </message>
    <message>
        <source>“%1” is no JSON file (%2 at byte %3)</source>
        <translation>“%1”은(는) JSON 파일이 아닙니다(%3바이트에서 %2)</translation>
    </message>
    <message>
        <source>There is no folder “%1”</source>
        <translation>폴더 “%1”이(가) 없습니다</translation>
    </message>
    <message>
        <source>There is no mask in “%1”</source>
        <translation>“%1”에 마스크가 없습니다</translation>
    </message>
    <message>
        <source>choose the folder that holds &lt;sequence&gt;/&lt;frame&gt;.png</source>
        <translation>&lt;sequence&gt;/&lt;frame&gt;.png가 든 폴더를 고르세요</translation>
    </message>
    <message>
        <source>“%1” has %2×%3 pixels, but the truth has %4×%5</source>
        <translation>“%1”은(는) %2×%3 픽셀인데 정답은 %4×%5입니다</translation>
    </message>
    <message>
        <source>predict masks at the size of the video</source>
        <translation>비디오 크기로 마스크를 예측하세요</translation>
    </message>
    <message>
        <source>“%1” has only %2 frames: none is left without its ends</source>
        <translation>“%1”은(는) 프레임이 %2개뿐이라 양 끝을 빼면 남지 않습니다</translation>
    </message>
    <message>
        <source>score it without leaving out the ends</source>
        <translation>양 끝을 빼지 말고 채점하세요</translation>
    </message>
    <message>
        <source>There is no object in “%1”</source>
        <translation>“%1”에 객체가 없습니다</translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <translation>“%1”: %2</translation>
    </message>
    <message>
        <source>A run-length mask is damaged: %1</source>
        <translation>런 길이 마스크가 손상되었습니다: %1</translation>
    </message>
    <message>
        <source>“%1” is no DAVIS folder: there is no Annotations/480p in it</source>
        <translation>“%1”은(는) DAVIS 폴더가 아닙니다. Annotations/480p가 없습니다</translation>
    </message>
    <message>
        <source>choose the folder that holds Annotations and JPEGImages</source>
        <translation>Annotations와 JPEGImages가 든 폴더를 고르세요</translation>
    </message>
    <message>
        <source>choose the folder that holds Annotations/480p/&lt;sequence&gt;</source>
        <translation>Annotations/480p/&lt;sequence&gt;가 든 폴더를 고르세요</translation>
    </message>
    <message>
        <source>What was written could not be read back: %1</source>
        <translation>쓴 것을 다시 읽을 수 없습니다: %1</translation>
    </message>
    <message>
        <source>check the disk, then export again</source>
        <translation>디스크를 확인한 다음 다시 내보내세요</translation>
    </message>
    <message>
        <source>The media of “%1” is missing</source>
        <translation>“%1”의 미디어가 없습니다</translation>
    </message>
    <message>
        <source>put it back, or export without pictures</source>
        <translation>되돌려 놓거나 그림 없이 내보내세요</translation>
    </message>
    <message>
        <source>There is no video to export</source>
        <translation>내보낼 비디오가 없습니다</translation>
    </message>
    <message>
        <source>add a video first</source>
        <translation>먼저 비디오를 추가하세요</translation>
    </message>
    <message>
        <source>There is no file or folder “%1”</source>
        <translation>파일이나 폴더 “%1”이(가) 없습니다</translation>
    </message>
    <message>
        <source>“%1” has %2×%3 pixels instead of %4×%5</source>
        <translation>“%1”은(는) %4×%5이(가) 아니라 %2×%3 픽셀입니다</translation>
    </message>
    <message>
        <source>use masks of the video&apos;s own size</source>
        <translation>비디오와 같은 크기의 마스크를 사용하세요</translation>
    </message>
    <message>
        <source>“%1” cannot be read (%2)</source>
        <translation>“%1”을(를) 읽을 수 없습니다(%2)</translation>
    </message>
    <message>
        <source>“%1”, line %2, column %3: %4</source>
        <translation>“%1”, %2행, %3열: %4</translation>
    </message>
    <message>
        <source>“%1” does not hold a JSON object</source>
        <translation>“%1”에 JSON 객체가 들어 있지 않습니다</translation>
    </message>
    <message>
        <source>There is no annotations.json in “%1”</source>
        <translation>“%1”에 annotations.json이 없습니다</translation>
    </message>
    <message>
        <source>give the path of the JSON file itself</source>
        <translation>JSON 파일 자체의 경로를 주세요</translation>
    </message>
    <message>
        <source>A run-length mask has %1×%2 pixels instead of %3×%4</source>
        <translation>런 길이 마스크가 %3×%4이(가) 아니라 %1×%2 픽셀입니다</translation>
    </message>
    <message>
        <source>A segmentation is neither run lengths nor polygons</source>
        <translation>분할이 런 길이도 다각형도 아닙니다</translation>
    </message>
    <message>
        <source>The masks of “%1” were made for another video than “%2”</source>
        <translation>“%1”의 마스크는 “%2”이(가) 아닌 다른 비디오로 만들어졌습니다</translation>
    </message>
    <message>
        <source>put the right video in its place</source>
        <translation>맞는 비디오를 그 자리에 두세요</translation>
    </message>
    <message>
        <source>put it back, or link the video to its new place</source>
        <translation>되돌려 놓거나 비디오를 새 위치에 연결하세요</translation>
    </message>
    <message>
        <source>“%1” has a mask for frame %2, but “%3” has %4 frames</source>
        <translation>“%1”에 프레임 %2의 마스크가 있지만 “%3”의 프레임은 %4개입니다</translation>
    </message>
    <message>
        <source>choose the video these masks were made for</source>
        <translation>이 마스크를 만든 비디오를 고르세요</translation>
    </message>
    <message>
        <source>The names of “%1” are no frame numbers, and it has %2 frames where “%3” has %4</source>
        <translation>“%1”의 이름이 프레임 번호가 아니고, “%3”은(는) %4프레임인데 이것은 %2프레임입니다</translation>
    </message>
    <message>
        <source>The masks of “%1” have %2×%3 pixels, but “%4” has %5×%6</source>
        <translation>“%1”의 마스크는 %2×%3 픽셀인데 “%4”은(는) %5×%6입니다</translation>
    </message>
    <message>
        <source>The project has no such video</source>
        <translation>프로젝트에 그런 비디오가 없습니다</translation>
    </message>
    <message>
        <source>No video is called “%1” as these masks are</source>
        <translation>이 마스크처럼 “%1”(이)라는 비디오가 없습니다</translation>
    </message>
    <message>
        <source>add the video, or name the one that gets the masks (--video)</source>
        <translation>비디오를 추가하거나 마스크를 받을 비디오를 지정하세요(--video)</translation>
    </message>
    <message>
        <source>“%1” is no YouTube-VOS folder: there is no meta.json in it</source>
        <translation>“%1”은(는) YouTube-VOS 폴더가 아닙니다. meta.json이 없습니다</translation>
    </message>
    <message>
        <source>choose the folder that holds meta.json and Annotations</source>
        <translation>meta.json과 Annotations가 든 폴더를 고르세요</translation>
    </message>
    <message>
        <source>“%1”: %2 %3</source>
        <translation>“%1”: %2 %3</translation>
    </message>
    <message>
        <source>Asking</source>
        <translation>질문 중</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>내보내는 중</translation>
    </message>
    <message>
        <source>There is not enough memory for this</source>
        <translation>이 작업을 할 메모리가 부족합니다</translation>
    </message>
    <message>
        <source>Something unexpected happened (%1)</source>
        <translation>예상하지 못한 일이 생겼습니다(%1)</translation>
    </message>
    <message>
        <source>Looking at videos</source>
        <translation>비디오를 살펴보는 중</translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation>추적 중</translation>
    </message>
    <message>
        <source>The box lies outside the picture or is too thin</source>
        <translation>상자가 그림 밖에 있거나 너무 얇습니다</translation>
    </message>
    <message>
        <source>draw it around the object, at least two pixels wide and high</source>
        <translation>객체 둘레에 너비와 높이가 적어도 두 픽셀이 되게 그리세요</translation>
    </message>
    <message>
        <source>GrabCut failed (%1)</source>
        <translation>GrabCut이 실패했습니다(%1)</translation>
    </message>
    <message>
        <source>“%1” is not a picture (%2)</source>
        <translation>“%1”은(는) 그림이 아닙니다(%2)</translation>
    </message>
    <message>
        <source>“%1” is a colour picture; masks are palette pictures</source>
        <translation>“%1”은(는) 컬러 그림입니다. 마스크는 팔레트 그림입니다</translation>
    </message>
    <message>
        <source>convert it to a palette PNG whose values are the object ids</source>
        <translation>값이 객체 번호인 팔레트 PNG로 변환하세요</translation>
    </message>
    <message>
        <source>A mask holds an empty run</source>
        <translation>마스크에 빈 런이 있습니다</translation>
    </message>
    <message>
        <source>A mask&apos;s runs add up to %1 pixels instead of %2</source>
        <translation>마스크의 런을 더하면 %2이(가) 아니라 %1픽셀입니다</translation>
    </message>
    <message>
        <source>A stored mask is damaged</source>
        <translation>저장된 마스크가 손상되었습니다</translation>
    </message>
    <message>
        <source>There are no pictures in the folder “%1”</source>
        <translation>폴더 “%1”에 그림이 없습니다</translation>
    </message>
    <message>
        <source>choose a folder of JPEG, PNG, BMP, TIFF or WebP files</source>
        <translation>JPEG, PNG, BMP, TIFF, WebP 파일이 든 폴더를 고르세요</translation>
    </message>
    <message>
        <source>“%1” has no frame %2: it has frames 0 to %3</source>
        <translation>“%1”에는 프레임 %2이(가) 없고 0부터 %3까지 있습니다</translation>
    </message>
    <message>
        <source>choose one of these</source>
        <translation>그 가운데 하나를 고르세요</translation>
    </message>
    <message>
        <source>choose a video file, or a folder of pictures; if it is one, get a fresh copy</source>
        <translation>비디오 파일이나 그림 폴더를 고르세요. 맞다면 파일을 새로 받으세요</translation>
    </message>
    <message>
        <source>No picture of “%1” can be decoded</source>
        <translation>“%1”의 그림을 하나도 디코딩할 수 없습니다</translation>
    </message>
    <message>
        <source>“%1” may not be read</source>
        <translation>“%1”을(를) 읽을 권한이 없습니다</translation>
    </message>
    <message>
        <source>check the permissions of the file</source>
        <translation>파일의 권한을 확인하세요</translation>
    </message>
    <message>
        <source>“%1” is not a video (%2)</source>
        <translation>“%1”은(는) 비디오가 아닙니다(%2)</translation>
    </message>
    <message>
        <source>“%1” cannot be understood (%2)</source>
        <translation>“%1”을(를) 이해할 수 없습니다(%2)</translation>
    </message>
    <message>
        <source>There is no picture in “%1”</source>
        <translation>“%1”에 그림이 없습니다</translation>
    </message>
    <message>
        <source>The pictures of “%1” are too large (%2 × %3)</source>
        <translation>“%1”의 그림이 너무 큽니다(%2 × %3)</translation>
    </message>
    <message>
        <source>“%1” uses a codec that cannot be decoded (%2)</source>
        <translation>“%1”은(는) 디코딩할 수 없는 코덱을 사용합니다(%2)</translation>
    </message>
    <message>
        <source>“%1” cannot be decoded (%2)</source>
        <translation>“%1”을(를) 디코딩할 수 없습니다(%2)</translation>
    </message>
    <message>
        <source>“%1” can only be read once, from start to end</source>
        <translation>“%1”은(는) 처음부터 끝까지 한 번만 읽을 수 있습니다</translation>
    </message>
    <message>
        <source>Frame %1 of “%2” cannot be decoded</source>
        <translation>“%2”의 프레임 %1을(를) 디코딩할 수 없습니다</translation>
    </message>
    <message>
        <source>go on with another frame, or get a fresh copy of the file</source>
        <translation>다른 프레임으로 계속하거나 파일을 새로 받으세요</translation>
    </message>
    <message>
        <source>“%1” is a device or a pipe, not a file</source>
        <translation>“%1”은(는) 파일이 아니라 장치나 파이프입니다</translation>
    </message>
    <message>
        <source>save the video to a file first</source>
        <translation>먼저 비디오를 파일로 저장하세요</translation>
    </message>
    <message>
        <source>A video of %1 × %2 pixels cannot be written</source>
        <translation>%1 × %2 픽셀 비디오를 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>FFmpeg here can encode neither H.264 nor MPEG-4</source>
        <translation>여기의 FFmpeg는 H.264도 MPEG-4도 인코딩할 수 없습니다</translation>
    </message>
    <message>
        <source>The encoder cannot be used (%1)</source>
        <translation>인코더를 사용할 수 없습니다(%1)</translation>
    </message>
    <message>
        <source>nothing was changed; make room on the disk or check the permissions, then do it again</source>
        <translation>아무것도 바뀌지 않았습니다. 디스크에 자리를 만들거나 권한을 확인한 다음 다시 하세요</translation>
    </message>
    <message>
        <source>Qt has no SQLite driver here</source>
        <translation>여기의 Qt에 SQLite 드라이버가 없습니다</translation>
    </message>
    <message>
        <source>install the package libqt6sql6-sqlite</source>
        <translation>libqt6sql6-sqlite 패키지를 설치하세요</translation>
    </message>
    <message>
        <source>The disk is full: “%1” could not be written</source>
        <translation>디스크가 가득 찼습니다. “%1”을(를) 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>“%1” could not be read or written</source>
        <translation>“%1”을(를) 읽거나 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>“%1” may not be written</source>
        <translation>“%1”에 쓸 권한이 없습니다</translation>
    </message>
    <message>
        <source>check the permissions of the file and its folder, or open it read-only</source>
        <translation>파일과 폴더의 권한을 확인하거나 읽기 전용으로 여세요</translation>
    </message>
    <message>
        <source>“%1” is being written by another program</source>
        <translation>다른 프로그램이 “%1”에 쓰고 있습니다</translation>
    </message>
    <message>
        <source>wait until it is done, then try again</source>
        <translation>끝날 때까지 기다린 다음 다시 시도하세요</translation>
    </message>
    <message>
        <source>“%1” is damaged, or is not a ReVSeg project</source>
        <translation>“%1”이(가) 손상되었거나 ReVSeg 프로젝트가 아닙니다</translation>
    </message>
    <message>
        <source>open a copy from your backup; “revseg project check” says more</source>
        <translation>백업에서 사본을 여세요. “revseg project check”가 더 알려 줍니다</translation>
    </message>
    <message>
        <source>There is not enough memory to work on “%1”</source>
        <translation>“%1”에서 작업할 메모리가 부족합니다</translation>
    </message>
    <message>
        <source>The project “%1” refused a change (%2)</source>
        <translation>프로젝트 “%1”이(가) 변경을 거부했습니다(%2)</translation>
    </message>
    <message>
        <source>check its permissions, or open it read-only</source>
        <translation>권한을 확인하거나 읽기 전용으로 여세요</translation>
    </message>
    <message>
        <source>There is no run %1</source>
        <translation>실행 %1이(가) 없습니다</translation>
    </message>
    <message>
        <source>The media of “%1” is missing: “%2”</source>
        <translation>“%1”의 미디어가 없습니다: “%2”</translation>
    </message>
    <message>
        <source>What this would change has been changed meanwhile</source>
        <translation>바꾸려던 것이 그동안 바뀌었습니다</translation>
    </message>
    <message>
        <source>do it again on what is there now</source>
        <translation>지금 있는 것에 다시 하세요</translation>
    </message>
    <message>
        <source>The video “%1” has no pictures</source>
        <translation>비디오 “%1”에 그림이 없습니다</translation>
    </message>
    <message>
        <source>“%1” has no frame %2: it ends with %3</source>
        <translation>“%1”에는 프레임 %2이(가) 없고 %3에서 끝납니다</translation>
    </message>
    <message>
        <source>A mask of %1×%2 does not fit “%3”, which has %4×%5</source>
        <translation>%1×%2 마스크는 %4×%5인 “%3”에 맞지 않습니다</translation>
    </message>
    <message>
        <source>A mask on frame %1 contradicts its state</source>
        <translation>프레임 %1의 마스크가 상태와 모순됩니다</translation>
    </message>
    <message>
        <source>“%1” is open read-only</source>
        <translation>“%1”은(는) 읽기 전용으로 열려 있습니다</translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation>되돌릴 것이 없습니다</translation>
    </message>
    <message>
        <source>There is nothing to redo</source>
        <translation>다시 할 것이 없습니다</translation>
    </message>
    <message>
        <source>What was to be changed is no longer in the project</source>
        <translation>바꾸려던 것이 더는 프로젝트에 없습니다</translation>
    </message>
    <message>
        <source>choose it again</source>
        <translation>다시 고르세요</translation>
    </message>
    <message>
        <source>Add videos</source>
        <translation>비디오 추가</translation>
    </message>
    <message>
        <source>Add video “%1”</source>
        <translation>비디오 “%1” 추가</translation>
    </message>
    <message>
        <source>“%1” is already in the project</source>
        <translation>“%1”은(는) 이미 프로젝트에 있습니다</translation>
    </message>
    <message>
        <source>leave it out</source>
        <translation>그것은 빼세요</translation>
    </message>
    <message>
        <source>“%1” does not hold what “%2” was made with</source>
        <translation>“%1”의 내용이 “%2”을(를) 만든 것과 다릅니다</translation>
    </message>
    <message>
        <source>choose the original file, or add this one as a new video</source>
        <translation>원래 파일을 고르거나 이것을 새 비디오로 추가하세요</translation>
    </message>
    <message>
        <source>Remove video “%1”</source>
        <translation>비디오 “%1” 제거</translation>
    </message>
    <message>
        <source>A video holds at most %1 objects</source>
        <translation>비디오 하나에는 객체가 %1개까지 들어갑니다</translation>
    </message>
    <message>
        <source>delete objects that are no longer needed, then close and open the project</source>
        <translation>필요 없는 객체를 삭제한 다음 프로젝트를 닫았다가 여세요</translation>
    </message>
    <message>
        <source>New object “%1”</source>
        <translation>새 객체 “%1”</translation>
    </message>
    <message>
        <source>Delete object “%1”</source>
        <translation>객체 “%1” 삭제</translation>
    </message>
    <message>
        <source>New question “%1”</source>
        <translation>새 질문 “%1”</translation>
    </message>
    <message>
        <source>Change question “%1”</source>
        <translation>질문 “%1” 변경</translation>
    </message>
    <message>
        <source>Delete question “%1”</source>
        <translation>질문 “%1” 삭제</translation>
    </message>
    <message>
        <source>Run “%1”</source>
        <translation>“%1” 실행</translation>
    </message>
    <message>
        <source>Delete a run of “%1”</source>
        <translation>“%1”의 실행 하나 삭제</translation>
    </message>
    <message>
        <source>“%1” is open in another program (%2, process %3 on %4)</source>
        <translation>“%1”이(가) 다른 프로그램에서 열려 있습니다(%2, %4의 프로세스 %3)</translation>
    </message>
    <message>
        <source>close it there, or open it read-only here</source>
        <translation>거기서 닫거나 여기서 읽기 전용으로 여세요</translation>
    </message>
    <message>
        <source>The folder of “%1” may not be written</source>
        <translation>“%1”의 폴더에 쓸 권한이 없습니다</translation>
    </message>
    <message>
        <source>check the permissions and the free space, or open it read-only</source>
        <translation>권한과 빈 공간을 확인하거나 읽기 전용으로 여세요</translation>
    </message>
    <message>
        <source>“%1” is not a ReVSeg project</source>
        <translation>“%1”은(는) ReVSeg 프로젝트가 아닙니다</translation>
    </message>
    <message>
        <source>choose a file that “revseg project new” has made</source>
        <translation>“revseg project new”로 만든 파일을 고르세요</translation>
    </message>
    <message>
        <source>“%1” was written by a newer version of this program (schema %2; this one knows up to %3)</source>
        <translation>“%1”은(는) 더 새로운 버전의 이 프로그램으로 쓰였습니다(스키마 %2, 이 버전은 %3까지 압니다)</translation>
    </message>
    <message>
        <source>update this program</source>
        <translation>이 프로그램을 업데이트하세요</translation>
    </message>
    <message>
        <source>There is no project “%1”</source>
        <translation>프로젝트 “%1”이(가) 없습니다</translation>
    </message>
    <message>
        <source>“%1” is not a file</source>
        <translation>“%1”은(는) 파일이 아닙니다</translation>
    </message>
    <message>
        <source>choose a project file (name.revseg)</source>
        <translation>프로젝트 파일(name.revseg)을 고르세요</translation>
    </message>
    <message>
        <source>“%1” is empty</source>
        <translation>“%1”이(가) 비어 있습니다</translation>
    </message>
    <message>
        <source>open a copy from your backup</source>
        <translation>백업에서 사본을 여세요</translation>
    </message>
    <message>
        <source>“%1” is damaged: %2</source>
        <translation>“%1”이(가) 손상되었습니다: %2</translation>
    </message>
    <message>
        <source>“%1” already exists</source>
        <translation>“%1”이(가) 이미 있습니다</translation>
    </message>
    <message>
        <source>choose another name; an existing file is never replaced</source>
        <translation>다른 이름을 고르세요. 있는 파일은 절대 바꾸지 않습니다</translation>
    </message>
    <message>
        <source>make the folder first</source>
        <translation>먼저 폴더를 만드세요</translation>
    </message>
    <message>
        <source>“%1” could not be written</source>
        <translation>“%1”을(를) 쓸 수 없었습니다</translation>
    </message>
    <message>
        <source>open it once for writing, which brings it up to date</source>
        <translation>쓰기로 한 번 열면 새 버전이 됩니다</translation>
    </message>
    <message>
        <source>“%1” holds a record that makes no sense (%2)</source>
        <translation>“%1”에 말이 되지 않는 기록이 있습니다(%2)</translation>
    </message>
    <message>
        <source>The mask of object %1 on frame %2 in “%3” is damaged</source>
        <translation>“%3”의 프레임 %2에 있는 객체 %1의 마스크가 손상되었습니다</translation>
    </message>
    <message>
        <source>paint or track this frame again, or open a backup</source>
        <translation>이 프레임을 다시 칠하거나 추적하세요. 또는 백업을 여세요</translation>
    </message>
    <message>
        <source>No prompt lies in the range of frames %1 to %2</source>
        <translation>프레임 %1부터 %2까지의 구간에 프롬프트가 없습니다</translation>
    </message>
    <message>
        <source>choose a range that holds a prompted frame</source>
        <translation>프롬프트가 있는 프레임을 포함하는 구간을 고르세요</translation>
    </message>
    <message>
        <source>The flow tracker failed (%1)</source>
        <translation>흐름 추적기가 실패했습니다(%1)</translation>
    </message>
    <message>
        <source>There is no tracker “%1”</source>
        <translation>추적기 “%1”이(가) 없습니다</translation>
    </message>
    <message>
        <source>correct the prompt</source>
        <translation>프롬프트를 고치세요</translation>
    </message>
    <message>
        <source>There is no prompt to track</source>
        <translation>추적할 프롬프트가 없습니다</translation>
    </message>
    <message>
        <source>give a box, a point or a mask</source>
        <translation>상자나 점이나 마스크를 주세요</translation>
    </message>
    <message>
        <source>Frame %1 of a prompt is not in the video, which has %2 frames</source>
        <translation>프롬프트의 프레임 %1이(가) 비디오에 없습니다. 비디오는 %2프레임입니다</translation>
    </message>
    <message>
        <source>count frames from 0</source>
        <translation>프레임을 0부터 세세요</translation>
    </message>
    <message>
        <source>The mask for object %1 on frame %2 has not the video&apos;s size</source>
        <translation>프레임 %2의 객체 %1 마스크가 비디오와 크기가 다릅니다</translation>
    </message>
    <message>
        <source>The mask for object %1 on frame %2 is empty</source>
        <translation>프레임 %2의 객체 %1 마스크가 비어 있습니다</translation>
    </message>
    <message>
        <source>The prompt for object %1 on frame %2 says nothing</source>
        <translation>프레임 %2의 객체 %1 프롬프트에 내용이 없습니다</translation>
    </message>
    <message>
        <source>The box for object %1 on frame %2 has no area</source>
        <translation>프레임 %2의 객체 %1 상자에 넓이가 없습니다</translation>
    </message>
    <message>
        <source>The box for object %1 on frame %2 lies outside the picture</source>
        <translation>프레임 %2의 객체 %1 상자가 그림 밖에 있습니다</translation>
    </message>
    <message>
        <source>A point for object %1 on frame %2 lies outside the picture</source>
        <translation>프레임 %2의 객체 %1 점이 그림 밖에 있습니다</translation>
    </message>
    <message>
        <source>No point for object %1 on frame %2 lies on the object</source>
        <translation>프레임 %2의 객체 %1 위에 놓인 점이 없습니다</translation>
    </message>
    <message>
        <source>The model profile “%1” has a wrong value for “%2”</source>
        <translation>모델 프로필 “%1”의 “%2” 값이 잘못되었습니다</translation>
    </message>
    <message>
        <source>correct the file; the built-in profiles show the form</source>
        <translation>파일을 고치세요. 내장 프로필이 형식을 보여 줍니다</translation>
    </message>
    <message>
        <source>There is no model profile “%1”</source>
        <translation>모델 프로필 “%1”이(가) 없습니다</translation>
    </message>
    <message>
        <source>use one of %1, or give the path of a .json file</source>
        <translation>%1 가운데 하나를 쓰거나 .json 파일의 경로를 주세요</translation>
    </message>
    <message>
        <source>The model profile “%1” cannot be read (%2)</source>
        <translation>모델 프로필 “%1”을(를) 읽을 수 없습니다(%2)</translation>
    </message>
    <message>
        <source>The model profile “%1” is no JSON object (%2 at byte %3)</source>
        <translation>모델 프로필 “%1”은(는) JSON 객체가 아닙니다(%3바이트에서 %2)</translation>
    </message>
    <message>
        <source>choose a trace.json that revseg chain or the window has written</source>
        <translation>revseg chain이나 창이 쓴 trace.json을 고르세요</translation>
    </message>
    <message>
        <source>“%1” is no trace: it has no list “runs”</source>
        <translation>“%1”은(는) 기록이 아닙니다. “runs” 목록이 없습니다</translation>
    </message>
    <message>
        <source>“%1” is no trace: a turn of run %2 has no text “raw”</source>
        <translation>“%1”은(는) 기록이 아닙니다. 실행 %2의 턴에 “raw” 글이 없습니다</translation>
    </message>
    <message>
        <source>The trace “%1” holds %2 runs, none for sample %3</source>
        <translation>기록 “%1”에는 실행이 %2개 있고 샘플 %3의 것은 없습니다</translation>
    </message>
    <message>
        <source>ask for no more samples than were recorded</source>
        <translation>기록된 것보다 많은 샘플을 요청하지 마세요</translation>
    </message>
    <message>
        <source>The trace “%1” holds no answer to turn %2 in run %3</source>
        <translation>기록 “%1”에는 실행 %3의 턴 %2 답이 없습니다</translation>
    </message>
    <message>
        <source>choose a trace whose run is complete</source>
        <translation>실행이 온전한 기록을 고르세요</translation>
    </message>
    <message>
        <source>A model in this program (“%1”) is not available yet</source>
        <translation>이 프로그램 안의 모델(“%1”)은 아직 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>“%1” names no vision-language model</source>
        <translation>“%1”은(는) 비전 언어 모델을 가리키지 않습니다</translation>
    </message>
    <message>
        <source>There is no question yet</source>
        <translation>아직 질문이 없습니다</translation>
    </message>
    <message>
        <source>type one above the Run button</source>
        <translation>실행 단추 위에 질문을 입력하세요</translation>
    </message>
    <message>
        <source>Nobody has been chosen to ask</source>
        <translation>누구에게 물을지 정하지 않았습니다</translation>
    </message>
    <message>
        <source>choose a server or a recorded answer in the list beside Run</source>
        <translation>실행 단추 옆 목록에서 서버나 기록된 답을 고르세요</translation>
    </message>
    <message>
        <source>“%1” has no mask on this frame to track</source>
        <translation>“%1”은(는) 이 프레임에 추적할 마스크가 없습니다</translation>
    </message>
    <message>
        <source>paint one (B) or drag a box around it (R) first</source>
        <translation>먼저 칠하거나(B) 둘레에 상자를 끄세요(R)</translation>
    </message>
    <message>
        <source>Track %1 from frame %2</source>
        <translation>프레임 %2에서 %1 추적</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 보이기</translation>
    </message>
    <message>
        <source>Hide %1</source>
        <translation>%1 숨기기</translation>
    </message>
    <message>
        <source>Lock %1</source>
        <translation>%1 잠그기</translation>
    </message>
    <message>
        <source>Unlock %1</source>
        <translation>%1 잠금 풀기</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>%1 이름 바꾸기</translation>
    </message>
    <message>
        <source>“%1” is locked</source>
        <translation>“%1”은(는) 잠겨 있습니다</translation>
    </message>
    <message>
        <source>unlock it with Ctrl+L to change its masks</source>
        <translation>마스크를 바꾸려면 Ctrl+L로 잠금을 푸세요</translation>
    </message>
    <message>
        <source>Eraser on %1, frame %2</source>
        <translation>%1 지우개, 프레임 %2</translation>
    </message>
    <message>
        <source>Brush on %1, frame %2</source>
        <translation>%1 브러시, 프레임 %2</translation>
    </message>
    <message>
        <source>Box on %1, frame %2</source>
        <translation>%1 상자, 프레임 %2</translation>
    </message>
    <message>
        <source>“%1” is not where it was (%2)</source>
        <translation>“%1”이(가) 있던 곳에 없습니다(%2)</translation>
    </message>
    <message>
        <source>A picture of %1×%2 could not be encoded for the model</source>
        <translation>%1×%2 그림을 모델에 보낼 형식으로 인코딩할 수 없었습니다</translation>
    </message>
    <message>
        <source>check that the server is running and that its address is right; it usually ends in /v1</source>
        <translation>서버가 실행 중이고 주소가 맞는지 확인하세요. 보통 /v1로 끝납니다</translation>
    </message>
    <message>
        <source>“%1” is no address of a server</source>
        <translation>“%1”은(는) 서버 주소가 아닙니다</translation>
    </message>
    <message>
        <source>write it like http://host:8000/v1#model</source>
        <translation>http://host:8000/v1#model처럼 쓰세요</translation>
    </message>
    <message>
        <source>The address of the server holds a user name or a password</source>
        <translation>서버 주소에 사용자 이름이나 암호가 들어 있습니다</translation>
    </message>
    <message>
        <source>copy the key again</source>
        <translation>키를 다시 복사하세요</translation>
    </message>
    <message>
        <source>“%1” answered with status %2 (%3)</source>
        <translation>“%1”이(가) 상태 %2(으)로 답했습니다(%3)</translation>
    </message>
    <message>
        <source>check the model&apos;s name after #, its limit of pictures, and its profile</source>
        <translation># 뒤의 모델 이름, 그림 수 한도와 프로필을 확인하세요</translation>
    </message>
    <message>
        <source>“%1” does not accept the key (status %2: %3)</source>
        <translation>“%1”이(가) 키를 받아들이지 않습니다(상태 %2: %3)</translation>
    </message>
    <message>
        <source>“%1” knows no such address or model (status %2: %3)</source>
        <translation>“%1”에 그런 주소나 모델이 없습니다(상태 %2: %3)</translation>
    </message>
    <message>
        <source>check the address, which usually ends in /v1, and the model after #</source>
        <translation>보통 /v1로 끝나는 주소와 # 뒤의 모델을 확인하세요</translation>
    </message>
    <message>
        <source>The pictures are too large for “%1” (status %2: %3)</source>
        <translation>그림이 “%1”에 너무 큽니다(상태 %2: %3)</translation>
    </message>
    <message>
        <source>sample fewer frames, or raise the server&apos;s limit</source>
        <translation>프레임을 더 적게 뽑거나 서버의 한도를 올리세요</translation>
    </message>
    <message>
        <source>“%1” has too much to do (status %2: %3)</source>
        <translation>“%1”에 일이 너무 많습니다(상태 %2: %3)</translation>
    </message>
    <message>
        <source>wait a while and try again</source>
        <translation>잠시 기다린 다음 다시 시도하세요</translation>
    </message>
    <message>
        <source>look at the server&apos;s log, or try again later</source>
        <translation>서버의 로그를 보거나 나중에 다시 시도하세요</translation>
    </message>
    <message>
        <source>“%1” answered with a web page in place of a chat completion</source>
        <translation>“%1”이(가) 채팅 완성 대신 웹 페이지로 답했습니다</translation>
    </message>
    <message>
        <source>check the address; that of the interface usually ends in /v1</source>
        <translation>주소를 확인하세요. 인터페이스의 주소는 보통 /v1로 끝납니다</translation>
    </message>
    <message>
        <source>“%1” reports an error: %2</source>
        <translation>“%1”이(가) 오류를 알립니다: %2</translation>
    </message>
    <message>
        <source>look at the server&apos;s log</source>
        <translation>서버의 로그를 보세요</translation>
    </message>
    <message>
        <source>“%1” sent far more than was asked for, and was cut off</source>
        <translation>“%1”이(가) 요청보다 훨씬 많이 보내서 끊었습니다</translation>
    </message>
    <message>
        <source>check that the address is a chat model&apos;s</source>
        <translation>주소가 채팅 모델의 것인지 확인하세요</translation>
    </message>
    <message>
        <source>“%1” sent no chat completion but “%2”</source>
        <translation>“%1”이(가) 채팅 완성이 아니라 “%2”을(를) 보냈습니다</translation>
    </message>
    <message>
        <source>check that the server speaks OpenAI&apos;s chat completions</source>
        <translation>서버가 OpenAI의 채팅 완성을 지원하는지 확인하세요</translation>
    </message>
    <message>
        <source>“%1” redirects to “%2”, which is not followed</source>
        <translation>“%1”이(가) “%2”(으)로 보내려 하지만 따르지 않습니다</translation>
    </message>
    <message>
        <source>give the address to use, if you trust it</source>
        <translation>믿을 수 있다면 그 주소를 직접 주세요</translation>
    </message>
    <message>
        <source>“%1” has sent nothing for %2 s</source>
        <translation>“%1”이(가) %2초 동안 아무것도 보내지 않았습니다</translation>
    </message>
    <message>
        <source>look whether the server is busy, or allow a longer time</source>
        <translation>서버가 바쁜지 살펴보거나 더 긴 시간을 허용하세요</translation>
    </message>
    <message>
        <source>The connection to “%1” was lost in the middle of the answer</source>
        <translation>답을 받는 도중에 “%1”과(와)의 연결이 끊겼습니다</translation>
    </message>
    <message>
        <source>“%1” cannot be reached (%2)</source>
        <translation>“%1”에 연결할 수 없습니다(%2)</translation>
    </message>
    <message>
        <source>“%1” is already written</source>
        <translation>“%1”은(는) 이미 쓰였습니다</translation>
    </message>
    <message>
        <source>An empty picture cannot be written to “%1”</source>
        <translation>빈 그림은 “%1”에 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>There is no picture for “%1”</source>
        <translation>“%1”에 쓸 그림이 없습니다</translation>
    </message>
    <message>
        <source>choose at least one frame</source>
        <translation>프레임을 하나 이상 고르세요</translation>
    </message>
    <message>
        <source>have the server&apos;s certificate signed by an authority that this machine trusts</source>
        <translation>이 컴퓨터가 믿는 기관이 서명한 인증서를 서버에 쓰세요</translation>
    </message>
    <message>
        <source>Looking for moved videos</source>
        <translation>옮겨진 비디오 찾는 중</translation>
    </message>
    <message>
        <source>Making thumbnails</source>
        <translation>축소 그림 만드는 중</translation>
    </message>
    <message>
        <source>“%1” is of an older version, and there is no room for a copy of it</source>
        <translation>“%1”은(는) 이전 버전의 파일이며, 사본을 만들 자리가 없습니다</translation>
    </message>
    <message>
        <source>Notes on “%1”</source>
        <translation>“%1”의 메모</translation>
    </message>
    <message>
        <source>put the file back, or look for it with Ctrl+Shift+M</source>
        <translation>파일을 제자리에 놓거나 Ctrl+Shift+M으로 찾으세요</translation>
    </message>
    <message>
        <source>Add marker</source>
        <translation>표시 추가</translation>
    </message>
    <message>
        <source>Rename marker</source>
        <translation>표시 이름 바꾸기</translation>
    </message>
    <message>
        <source>Remove marker</source>
        <translation>표시 지우기</translation>
    </message>
    <message>
        <source>Models cannot run in this program (%1)</source>
        <translation>이 프로그램에서는 모델을 실행할 수 없습니다(%1)</translation>
    </message>
    <message>
        <source>use a build with libtorch, or ask a server</source>
        <translation>libtorch가 들어간 빌드를 쓰거나 서버에 물으세요</translation>
    </message>
    <message>
        <source>The model cannot be used: %1</source>
        <translation>모델을 쓸 수 없습니다: %1</translation>
    </message>
    <message>
        <source>Message %1 is no message of a role and a content</source>
        <translation>메시지 %1이(가) role과 content로 된 메시지가 아닙니다</translation>
    </message>
    <message>
        <source>write the messages as the manual of “forward” shows</source>
        <translation>“forward” 설명서에 나온 대로 메시지를 쓰세요</translation>
    </message>
    <message>
        <source>Nothing has been changed</source>
        <translation>아무것도 바뀌지 않았습니다</translation>
    </message>
    <message>
        <source>change the text, the keyframe or the box first</source>
        <translation>먼저 글이나 키프레임이나 상자를 바꾸세요</translation>
    </message>
    <message>
        <source>The description is empty</source>
        <translation>설명이 비어 있습니다</translation>
    </message>
    <message>
        <source>say what the object looks like</source>
        <translation>객체가 어떻게 생겼는지 말하세요</translation>
    </message>
    <message>
        <source>A box needs a keyframe</source>
        <translation>상자에는 키프레임이 필요합니다</translation>
    </message>
    <message>
        <source>choose the keyframe first</source>
        <translation>먼저 키프레임을 고르세요</translation>
    </message>
    <message>
        <source>The box has no area</source>
        <translation>상자에 넓이가 없습니다</translation>
    </message>
    <message>
        <source>drag it around the whole object</source>
        <translation>객체 전체를 둘러싸게 끄세요</translation>
    </message>
    <message>
        <source>Looking for problems</source>
        <translation>문제 찾는 중</translation>
    </message>
    <message>
        <source>Taking %1 samples</source>
        <translation>샘플 %1개 뽑는 중</translation>
    </message>
    <message>
        <source>Frame %1 was asked for where only %2 is</source>
        <translation>프레임 %2만 있는 곳에 프레임 %1을(를) 요청했습니다</translation>
    </message>
    <message>
        <source>Mask from a prompt</source>
        <translation>프롬프트로 마스크 만드는 중</translation>
    </message>
    <message>
        <source>There is no mask on both sides to go between</source>
        <translation>사이를 채울 마스크가 양쪽에 없습니다</translation>
    </message>
    <message>
        <source>paint or check one before and one after this frame first</source>
        <translation>먼저 이 프레임 앞뒤에 하나씩 칠하거나 확인하세요</translation>
    </message>
    <message>
        <source>Delete masks of %1, frames %2</source>
        <translation>%1 마스크 삭제, 프레임 %2</translation>
    </message>
    <message>
        <source>Forget %1, frames %2</source>
        <translation>%1 정보 지우기, 프레임 %2</translation>
    </message>
    <message>
        <source>Mark %1 absent, frames %2</source>
        <translation>%1 없음으로 표시, 프레임 %2</translation>
    </message>
    <message>
        <source>Mark %1 occluded, frames %2</source>
        <translation>%1 가려짐으로 표시, 프레임 %2</translation>
    </message>
    <message>
        <source>Mark %1 out of frame, frames %2</source>
        <translation>%1 화면 밖으로 표시, 프레임 %2</translation>
    </message>
    <message>
        <source>An object is annotated where it has a mask</source>
        <translation>객체는 마스크가 있는 곳에서 주석이 달린 것으로 봅니다</translation>
    </message>
    <message>
        <source>paint one</source>
        <translation>마스크를 칠하세요</translation>
    </message>
    <message>
        <source>Mark %1 checked, frames %2</source>
        <translation>%1 확인됨으로 표시, 프레임 %2</translation>
    </message>
    <message>
        <source>Mark %1 not checked, frames %2</source>
        <translation>%1 확인 안 됨으로 표시, 프레임 %2</translation>
    </message>
    <message>
        <source>Paste mask on %1, frames %2</source>
        <translation>%1에 마스크 붙여넣기, 프레임 %2</translation>
    </message>
    <message>
        <source>Interpolate %1, frames %2</source>
        <translation>%1 보간, 프레임 %2</translation>
    </message>
    <message>
        <source>Repair %1 by its neighbours, frames %2</source>
        <translation>%1 이웃으로 복구, 프레임 %2</translation>
    </message>
    <message>
        <source>There is no such object any more</source>
        <translation>그런 객체가 더는 없습니다</translation>
    </message>
    <message>
        <source>choose another one</source>
        <translation>다른 것을 고르세요</translation>
    </message>
    <message>
        <source>Merge %1 into %2</source>
        <translation>%1을(를) %2에 합치기</translation>
    </message>
    <message>
        <source>Split %1 at frame %2</source>
        <translation>프레임 %2에서 %1 나누기</translation>
    </message>
    <message>
        <source>“%1” has no masks from this frame on</source>
        <translation>“%1”은(는) 이 프레임부터 마스크가 없습니다</translation>
    </message>
    <message>
        <source>go to the first frame of the part that is another object</source>
        <translation>다른 객체인 부분의 첫 프레임으로 가세요</translation>
    </message>
    <message>
        <source>Swap %1 and %2</source>
        <translation>%1과(와) %2 맞바꾸기</translation>
    </message>
    <message>
        <source>Move %1 in the list</source>
        <translation>목록에서 %1 옮기기</translation>
    </message>
    <message>
        <source>The question of this run is no longer in the project</source>
        <translation>이 실행의 질문이 더는 프로젝트에 없습니다</translation>
    </message>
    <message>
        <source>ask it again</source>
        <translation>다시 물으세요</translation>
    </message>
    <message>
        <source>This run has no masks</source>
        <translation>이 실행에 마스크가 없습니다</translation>
    </message>
    <message>
        <source>re-run it first</source>
        <translation>먼저 재실행하세요</translation>
    </message>
    <message>
        <source>track again, or open a backup</source>
        <translation>다시 추적하거나 백업을 여세요</translation>
    </message>
    <message>
        <source>The tracker “%1” gives no logits</source>
        <translation>추적기 “%1”은(는) 로짓을 주지 않습니다</translation>
    </message>
    <message>
        <source>leave --logits out</source>
        <translation>--logits를 빼세요</translation>
    </message>
    <message>
        <source>“%1=%2” is no option of a SAM 2 tracker</source>
        <translation>“%1=%2”은(는) SAM 2 추적기의 옵션이 아닙니다</translation>
    </message>
    <message>
        <source>use device=cpu or cuda, precision=float32 or bfloat16, policy=plain or samurai, size=N with N a multiple of 32</source>
        <translation>device=cpu 또는 cuda, precision=float32 또는 bfloat16, policy=plain 또는 samurai, size=N(N은 32의 배수)을 사용하세요</translation>
    </message>
    <message>
        <source>“%1” names no model of SAM 2</source>
        <translation>“%1”은(는) SAM 2 모델을 가리키지 않습니다</translation>
    </message>
    <message>
        <source>write sam2: and the path of its file or folder</source>
        <translation>sam2: 뒤에 파일이나 폴더의 경로를 쓰세요</translation>
    </message>
    <message>
        <source>choose a file or folder of SAM 2 or 2.1</source>
        <translation>SAM 2 또는 2.1의 파일이나 폴더를 고르세요</translation>
    </message>
    <message>
        <source>correct the prompt or the options</source>
        <translation>프롬프트나 옵션을 고치세요</translation>
    </message>
    <message>
        <source>use a smaller model or size=512, or close other programs</source>
        <translation>더 작은 모델이나 size=512를 사용하거나 다른 프로그램을 닫으세요</translation>
    </message>
    <message>
        <source>SAM 2 cannot be used: %1</source>
        <translation>SAM 2를 쓸 수 없습니다: %1</translation>
    </message>
    <message>
        <source>There is no CUDA device for SAM 2</source>
        <translation>SAM 2에 쓸 CUDA 장치가 없습니다</translation>
    </message>
    <message>
        <source>use device=cpu</source>
        <translation>device=cpu를 사용하세요</translation>
    </message>
    <message>
        <source>use flow, or sam2: and the path of a model</source>
        <translation>flow를 쓰거나 sam2: 뒤에 모델의 경로를 쓰세요</translation>
    </message>
    <message>
        <source>The video of this question is not there</source>
        <translation>이 질문의 비디오가 없습니다</translation>
    </message>
    <message>
        <source>Batch: “%1”</source>
        <translation>일괄 작업: “%1”</translation>
    </message>
    <message>
        <source>Rewrite the reasoning for “%1”</source>
        <translation>“%1”의 추론 고쳐 쓰기</translation>
    </message>
    <message>
        <source>Rewrite the description for “%1”</source>
        <translation>“%1”의 설명 고쳐 쓰기</translation>
    </message>
    <message>
        <source>Move the keyframe for “%1”</source>
        <translation>“%1”의 키프레임 옮기기</translation>
    </message>
    <message>
        <source>Draw the box for “%1”</source>
        <translation>“%1”의 상자 그리기</translation>
    </message>
    <message>
        <source>There is no mask on this frame to take a box from</source>
        <translation>이 프레임에 상자를 얻을 마스크가 없습니다</translation>
    </message>
    <message>
        <source>go to a frame with a mask, or paint one</source>
        <translation>마스크가 있는 프레임으로 가거나 마스크를 칠하세요</translation>
    </message>
    <message>
        <source>Write a chain for “%1”</source>
        <translation>“%1”의 체인 쓰기</translation>
    </message>
    <message>
        <source>Re-run “%1”</source>
        <translation>“%1” 재실행</translation>
    </message>
    <message>
        <source>Use another run of “%1”</source>
        <translation>“%1”의 다른 실행 사용</translation>
    </message>
    <message>
        <source>Judge a run of “%1”</source>
        <translation>“%1”의 실행 판정</translation>
    </message>
    <message>
        <source>Take %1 samples of “%2”</source>
        <translation>“%2”의 샘플 %1개 뽑기</translation>
    </message>
    <message>
        <source>Fill holes of %1, frames %2</source>
        <translation>%1 구멍 메우기, 프레임 %2</translation>
    </message>
    <message>
        <source>Keep largest piece of %1, frames %2</source>
        <translation>%1 가장 큰 조각만 남기기, 프레임 %2</translation>
    </message>
    <message>
        <source>Grow %1, frames %2</source>
        <translation>%1 넓히기, 프레임 %2</translation>
    </message>
    <message>
        <source>Shrink %1, frames %2</source>
        <translation>%1 좁히기, 프레임 %2</translation>
    </message>
    <message>
        <source>Smooth %1, frames %2</source>
        <translation>%1 매끄럽게, 프레임 %2</translation>
    </message>
    <message>
        <source>The copied mask has the size of another video</source>
        <translation>복사한 마스크의 크기가 다른 비디오의 것입니다</translation>
    </message>
    <message>
        <source>copy one of this video</source>
        <translation>이 비디오의 마스크를 복사하세요</translation>
    </message>
    <message>
        <source>Colour %1</source>
        <translation>%1 색 바꾸기</translation>
    </message>
    <message>
        <source>Polygon on %1, frame %2</source>
        <translation>%1 다각형, 프레임 %2</translation>
    </message>
    <message>
        <source>Lasso on %1, frame %2</source>
        <translation>%1 올가미, 프레임 %2</translation>
    </message>
    <message>
        <source>Flood on %1, frame %2</source>
        <translation>%1 영역 채우기, 프레임 %2</translation>
    </message>
    <message>
        <source>Scale %1, frame %2</source>
        <translation>%1 크기 조절, 프레임 %2</translation>
    </message>
    <message>
        <source>Move %1, frame %2</source>
        <translation>%1 옮기기, 프레임 %2</translation>
    </message>
    <message>
        <source>Clicks on %1, frame %2</source>
        <translation>%1 클릭, 프레임 %2</translation>
    </message>
    <message>
        <source>Writing the presentation</source>
        <translation>발표 쓰는 중</translation>
    </message>
    <message>
        <source>No object has a mask on this frame to track</source>
        <translation>이 프레임에 추적할 마스크가 있는 객체가 없습니다</translation>
    </message>
    <message>
        <source>Track %1 objects from frame %2</source>
        <translation>프레임 %2에서 객체 %1개 추적</translation>
    </message>
    <message>
        <source>the model may count its %1 frames from 1: label them from 0 in the model profile, or ask again with another seed</source>
        <translation>모델이 프레임 %1개를 1부터 세는 것일 수 있습니다. 모델 프로필에서 0부터 표시하거나 다른 시드로 다시 물어보십시오</translation>
    </message>
    <message>
        <source>the model was shown %1 frames and may have named a frame of the video or a time: label the frames in the model profile, or ask again with another seed</source>
        <translation>모델에 프레임 %1개를 보였는데 비디오의 프레임이나 시간을 답한 것일 수 있습니다. 모델 프로필에서 프레임에 번호를 표시하거나 다른 시드로 다시 물어보십시오</translation>
    </message>
    <message>
        <source>all numbers of the box lie within 0 and 1: the model profile may be the wrong one</source>
        <translation>상자의 모든 수가 0과 1 사이입니다. 모델 프로필이 잘못되었을 수 있습니다</translation>
    </message>
    <message>
        <source>numbers above 1000 or below 0 where the model profile says 0 to 1000: it may be the wrong one</source>
        <translation>모델 프로필은 0~1000인데 1000보다 크거나 0보다 작은 수가 있습니다. 프로필이 잘못되었을 수 있습니다</translation>
    </message>
    <message>
        <source>the box goes far beyond the picture the model saw: the model profile may be the wrong one</source>
        <translation>상자가 모델이 본 그림을 크게 벗어납니다. 모델 프로필이 잘못되었을 수 있습니다</translation>
    </message>
    <message>
        <source>several lists or objects, the boxes of all taken</source>
        <translation>목록이나 객체가 여러 개여서 모든 상자를 사용함</translation>
    </message>
    <message>
        <source>missing brackets added</source>
        <translation>빠진 괄호를 추가함</translation>
    </message>
    <message>
        <source>The answer is empty</source>
        <translation>답이 비어 있습니다</translation>
    </message>
    <message>
        <source>Looking whether the server answers</source>
        <translation>서버가 응답하는지 확인하는 중</translation>
    </message>
    <message>
        <source>Loading the tracker</source>
        <translation>추적기를 불러오는 중</translation>
    </message>
    <message>
        <source>“%1” cannot be read any further (%2)</source>
        <translation>“%1”을(를) 더 읽을 수 없습니다(%2)</translation>
    </message>
    <message>
        <source>check the disk or the connection, then open it again</source>
        <translation>디스크나 연결을 확인한 뒤 다시 여십시오</translation>
    </message>
    <message>
        <source>“%1” has become shorter since it was opened</source>
        <translation>“%1”이(가) 연 뒤에 짧아졌습니다</translation>
    </message>
    <message>
        <source>wait until it is whole, then open it again</source>
        <translation>완전해질 때까지 기다렸다가 다시 여십시오</translation>
    </message>
    <message>
        <source>There is no frame %1 in “%2”, which has %3 frames</source>
        <translation>프레임이 %3개인 “%2”에 프레임 %1이(가) 없습니다</translation>
    </message>
    <message>
        <source>It is not known how many frames a second “%1” has</source>
        <translation>“%1”이(가) 초당 몇 프레임인지 알 수 없습니다</translation>
    </message>
    <message>
        <source>say how many frames are to be shown instead</source>
        <translation>대신 보여 줄 프레임 수를 지정하십시오</translation>
    </message>
    <message>
        <source>The connection to “%1” was lost (%2)</source>
        <translation>“%1” 연결이 끊어졌습니다(%2)</translation>
    </message>
    <message>
        <source>try again; what has come so far is kept</source>
        <translation>다시 시도하십시오. 지금까지 받은 것은 남아 있습니다</translation>
    </message>
    <message>
        <source>“%1” is not given (status %2)</source>
        <translation>“%1”을(를) 받을 수 없습니다(상태 %2)</translation>
    </message>
    <message>
        <source>check the name; a model that needs a licence has to be downloaded with the hub&apos;s own tools</source>
        <translation>이름을 확인하십시오. 사용 허가가 필요한 모델은 허브의 도구로 내려받아야 합니다</translation>
    </message>
    <message>
        <source>“%1” has %2 bytes and should have %3</source>
        <translation>“%1”은(는) %2바이트인데 %3바이트여야 합니다</translation>
    </message>
    <message>
        <source>try again</source>
        <translation>다시 시도하십시오</translation>
    </message>
    <message>
        <source>“%1” has another SHA-256 than it should</source>
        <translation>“%1”의 SHA-256이 맞지 않습니다</translation>
    </message>
    <message>
        <source>“%1” lists no files of a model</source>
        <translation>“%1”에 모델 파일 목록이 없습니다</translation>
    </message>
    <message>
        <source>check the name, which is owner/name, and the endpoint</source>
        <translation>소유자/이름 형식의 이름과 주소를 확인하십시오</translation>
    </message>
    <message>
        <source>leave them out; save the key in the settings, or put it into REVSEG_API_KEY</source>
        <translation>빼고 쓰십시오. 키는 설정에 저장하거나 REVSEG_API_KEY에 넣으십시오</translation>
    </message>
    <message>
        <source>The key for the server holds characters that no key has</source>
        <translation>서버 키에 키에 쓸 수 없는 문자가 있습니다</translation>
    </message>
    <message>
        <source>save a key for this server in the settings, or put one into REVSEG_API_KEY</source>
        <translation>설정에서 이 서버의 키를 저장하거나 REVSEG_API_KEY에 넣으십시오</translation>
    </message>
    <message>
        <source>save a valid key for this server in the settings, or put one into REVSEG_API_KEY</source>
        <translation>설정에서 이 서버의 올바른 키를 저장하거나 REVSEG_API_KEY에 넣으십시오</translation>
    </message>
    <message>
        <source>The system keychain does not answer</source>
        <translation>시스템 키체인이 응답하지 않습니다</translation>
    </message>
    <message>
        <source>unlock the keychain, or put the key into REVSEG_API_KEY</source>
        <translation>키체인의 잠금을 풀거나 키를 REVSEG_API_KEY에 넣으십시오</translation>
    </message>
    <message>
        <source>The system keychain cannot be used (%1)</source>
        <translation>시스템 키체인을 쓸 수 없습니다(%1)</translation>
    </message>
    <message>
        <source>The model “%1” needs %2 of memory, and %3 are free</source>
        <translation>모델 “%1”에는 메모리 %2이(가) 필요한데 %3만 비어 있습니다</translation>
    </message>
    <message>
        <source>use precision=bfloat16 or a smaller model, close other programs, or ask a server</source>
        <translation>precision=bfloat16이나 더 작은 모델을 쓰거나, 다른 프로그램을 닫거나, 서버에 물어보십시오</translation>
    </message>
    <message>
        <source>The model reads %1 tokens at most</source>
        <translation>모델은 토큰을 최대 %1개까지 읽습니다</translation>
    </message>
    <message>
        <source>give smaller numbers of tokens</source>
        <translation>토큰 수를 줄이십시오</translation>
    </message>
    <message>
        <source>use device=cpu, or a server for the GPU</source>
        <translation>device=cpu를 쓰거나, GPU에는 서버를 쓰십시오</translation>
    </message>
    <message>
        <source>“%1=%2” is no option of a model in this program</source>
        <translation>“%1=%2”은(는) 이 프로그램 안 모델의 옵션이 아닙니다</translation>
    </message>
    <message>
        <source>“%1” names no folder of a model</source>
        <translation>“%1”은(는) 모델 폴더를 가리키지 않습니다</translation>
    </message>
    <message>
        <source>write local: and the path of the folder</source>
        <translation>local: 뒤에 폴더 경로를 쓰십시오</translation>
    </message>
    <message>
        <source>download the model again</source>
        <translation>모델을 다시 내려받으십시오</translation>
    </message>
    <message>
        <source>choose the folder of a whole Qwen2.5-VL model</source>
        <translation>온전한 Qwen2.5-VL 모델 폴더를 고르십시오</translation>
    </message>
    <message>
        <source>give a server (http://host:port/v1#model), a model&apos;s folder (local:DIR) or a recorded trace (replay:trace.json)</source>
        <translation>서버(http://host:port/v1#model), 모델 폴더(local:DIR) 또는 기록된 트레이스(replay:trace.json)를 지정하십시오</translation>
    </message>
    <message>
        <source>Fewer than two runs of this question have masks</source>
        <translation>이 질문에서 마스크가 있는 실행이 두 개 미만입니다</translation>
    </message>
    <message>
        <source>ask it several times, or track the runs there are</source>
        <translation>여러 번 질문하거나 있는 실행을 추적하세요</translation>
    </message>
    <message>
        <source>One frame has no mask</source>
        <translation>프레임 하나에 마스크가 없습니다</translation>
    </message>
    <message>
        <source>%1 frames have no mask</source>
        <translation>프레임 %1개에 마스크가 없습니다</translation>
    </message>
    <message>
        <source>One object number below the highest one is not in use</source>
        <translation>가장 큰 번호보다 작은 객체 번호 하나가 쓰이지 않습니다</translation>
    </message>
    <message>
        <source>%1 object numbers below the highest one are not in use</source>
        <translation>가장 큰 번호보다 작은 객체 번호 %1개가 쓰이지 않습니다</translation>
    </message>
    <message>
        <source>Once nobody had looked for an object on a frame; it now counts as absent there</source>
        <translation>객체를 살펴보지 않은 프레임이 1건 있었으며, 이제 그곳에는 객체가 없는 것으로 칩니다</translation>
    </message>
    <message>
        <source>%1 times nobody had looked for an object on a frame; it now counts as absent there</source>
        <translation>객체를 살펴보지 않은 프레임이 %1건 있었으며, 이제 그곳에는 객체가 없는 것으로 칩니다</translation>
    </message>
    <message>
        <source>One mark “occluded” or “out of frame” became “absent”</source>
        <translation>“가려짐” 또는 “화면 밖” 표시 하나가 “없음”이 되었습니다</translation>
    </message>
    <message>
        <source>%1 marks “occluded” or “out of frame” became “absent”</source>
        <translation>“가려짐” 또는 “화면 밖” 표시 %1개가 “없음”이 되었습니다</translation>
    </message>
    <message>
        <source>One mask is no longer marked as checked</source>
        <translation>마스크 하나의 확인 표시가 사라졌습니다</translation>
    </message>
    <message>
        <source>%1 masks are no longer marked as checked</source>
        <translation>마스크 %1개의 확인 표시가 사라졌습니다</translation>
    </message>
    <message>
        <source>One pixel belonged to several objects; the topmost one kept it</source>
        <translation>픽셀 하나가 여러 객체에 속했으며, 맨 위 객체가 가졌습니다</translation>
    </message>
    <message>
        <source>%1 pixels belonged to several objects; the topmost one kept them</source>
        <translation>픽셀 %1개가 여러 객체에 속했으며, 맨 위 객체가 가졌습니다</translation>
    </message>
    <message>
        <source>One pixel was marked “void” and belongs to no object</source>
        <translation>픽셀 하나가 “void”로 표시되어 어느 객체에도 속하지 않습니다</translation>
    </message>
    <message>
        <source>%1 pixels were marked “void” and belong to no object</source>
        <translation>픽셀 %1개가 “void”로 표시되어 어느 객체에도 속하지 않습니다</translation>
    </message>
    <message>
        <source>The name of one object was left out</source>
        <translation>객체 하나의 이름이 빠졌습니다</translation>
    </message>
    <message>
        <source>The names of %1 objects were left out</source>
        <translation>객체 %1개의 이름이 빠졌습니다</translation>
    </message>
    <message>
        <source>One object became part of the only one there can be</source>
        <translation>객체 하나가 유일한 객체에 합쳐졌습니다</translation>
    </message>
    <message>
        <source>%1 objects became part of the only one there can be</source>
        <translation>객체 %1개가 유일한 객체에 합쳐졌습니다</translation>
    </message>
    <message>
        <source>The time of one frame is not known, as its video is missing</source>
        <translation>동영상이 없어 프레임 하나의 시각을 알 수 없습니다</translation>
    </message>
    <message>
        <source>The times of %1 frames are not known, as their video is missing</source>
        <translation>동영상이 없어 프레임 %1개의 시각을 알 수 없습니다</translation>
    </message>
    <message>
        <source>One frame of a variable rate is now shown at a steady rate</source>
        <translation>가변 속도의 프레임 하나가 이제 일정한 속도로 표시됩니다</translation>
    </message>
    <message>
        <source>%1 frames of a variable rate are now shown at a steady rate</source>
        <translation>가변 속도의 프레임 %1개가 이제 일정한 속도로 표시됩니다</translation>
    </message>
    <message>
        <source>One frame was left out, as a GIF shows at most 50 a second</source>
        <translation>GIF는 초당 최대 50개를 보이므로 프레임 하나가 빠졌습니다</translation>
    </message>
    <message>
        <source>%1 frames were left out, as a GIF shows at most 50 a second</source>
        <translation>GIF는 초당 최대 50개를 보이므로 프레임 %1개가 빠졌습니다</translation>
    </message>
    <message>
        <source>One picture was made smaller, as GIFs of large pictures are huge</source>
        <translation>큰 그림의 GIF는 너무 커지므로 그림 하나를 줄였습니다</translation>
    </message>
    <message>
        <source>%1 pictures were made smaller, as GIFs of large pictures are huge</source>
        <translation>큰 그림의 GIF는 너무 커지므로 그림 %1개를 줄였습니다</translation>
    </message>
    <message>
        <source>One sequence was left out, as no video was chosen for it</source>
        <translation>동영상을 고르지 않은 시퀀스 하나가 빠졌습니다</translation>
    </message>
    <message>
        <source>%1 sequences were left out, as no video was chosen for them</source>
        <translation>동영상을 고르지 않은 시퀀스 %1개가 빠졌습니다</translation>
    </message>
    <message>
        <source>One object got another number, as its own was taken</source>
        <translation>번호가 이미 쓰여서 객체 하나가 다른 번호를 받았습니다</translation>
    </message>
    <message>
        <source>%1 objects got other numbers, as their own were taken</source>
        <translation>번호가 이미 쓰여서 객체 %1개가 다른 번호를 받았습니다</translation>
    </message>
    <message>
        <source>One mask does not say which object it is of; its place in the list was taken</source>
        <translation>마스크 하나에 객체 정보가 없어 목록의 순서를 썼습니다</translation>
    </message>
    <message>
        <source>%1 masks do not say which object they are of; their places in the list were taken</source>
        <translation>마스크 %1개에 객체 정보가 없어 목록의 순서를 썼습니다</translation>
    </message>
    <message>
        <source>One polygon was filled to make a mask of it</source>
        <translation>다각형 하나를 채워 마스크로 만들었습니다</translation>
    </message>
    <message>
        <source>%1 polygons were filled to make masks of them</source>
        <translation>다각형 %1개를 채워 마스크로 만들었습니다</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>“%1” holds no masks of a known format</source>
        <translation>“%1”에 알려진 형식의 마스크가 없습니다</translation>
    </message>
    <message>
        <source>choose the folder that holds Annotations or annotations.json, or the JSON file itself</source>
        <translation>Annotations나 annotations.json이 든 폴더, 또는 JSON 파일을 고르십시오</translation>
    </message>
    <message>
        <source>Import %1 masks</source>
        <translation>%1 마스크 가져오기</translation>
    </message>
    <message>
        <source>Comparing runs</source>
        <translation>실행 비교 중</translation>
    </message>
    <message>
        <source>Looking for damaged frames</source>
        <translation>손상된 프레임 찾는 중</translation>
    </message>
    <message>
        <source>Reading videos through</source>
        <translation>비디오를 끝까지 읽는 중</translation>
    </message>
    <message>
        <source>Looking for masks</source>
        <translation>마스크 찾는 중</translation>
    </message>
    <message>
        <source>Importing masks</source>
        <translation>마스크 가져오는 중</translation>
    </message>
    <message>
        <source>Reading a trace</source>
        <translation>추적 기록 읽는 중</translation>
    </message>
    <message>
        <source>Writing a trace</source>
        <translation>추적 기록 쓰는 중</translation>
    </message>
    <message>
        <source>Voting</source>
        <translation>투표 중</translation>
    </message>
    <message>
        <source>FFmpeg here cannot encode GIF</source>
        <translation>이 FFmpeg로는 GIF를 만들 수 없습니다</translation>
    </message>
    <message>
        <source>The end of the name “%1” is that of no video that can be written</source>
        <translation>“%1”의 확장자로는 동영상을 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>end it in .mp4, .mov, .mkv or .gif</source>
        <translation>.mp4, .mov, .mkv 또는 .gif로 끝나게 하십시오</translation>
    </message>
    <message>
        <source>The media of “%1” has been replaced: “%2” has another content</source>
        <translation>“%1”의 미디어가 바뀌었습니다: “%2”의 내용이 다릅니다</translation>
    </message>
    <message>
        <source>put the original back, or link the video to its new place</source>
        <translation>원래 것을 되돌려 놓거나 비디오를 새 위치에 연결하세요</translation>
    </message>
    <message>
        <source>Vote on “%1”</source>
        <translation>“%1” 투표</translation>
    </message>
    <message>
        <source>The trace is of another video: %1×%2 with %3 frames</source>
        <translation>다른 비디오의 추적 기록입니다: %1×%2, 프레임 %3개</translation>
    </message>
    <message>
        <source>open the video that it was made of</source>
        <translation>기록을 만든 비디오를 여세요</translation>
    </message>
    <message>
        <source>Import the runs of “%1”</source>
        <translation>“%1”의 실행 가져오기</translation>
    </message>
    <message>
        <source>save it under another name, or close it in the other program and open it again</source>
        <translation>다른 이름으로 저장하거나, 다른 프로그램에서 닫은 뒤 다시 여세요</translation>
    </message>
    <message>
        <source>Masks on the way cannot be put into a temporary file: %1</source>
        <translation>처리 중인 마스크를 임시 파일에 넣을 수 없습니다: %1</translation>
    </message>
    <message>
        <source>free space on the disk, or track fewer objects at once</source>
        <translation>디스크 공간을 확보하거나 한 번에 더 적은 객체를 추적하세요</translation>
    </message>
    <message>
        <source>Masks on the way cannot be read from a temporary file: %1</source>
        <translation>처리 중인 마스크를 임시 파일에서 읽을 수 없습니다: %1</translation>
    </message>
    <message>
        <source>Looking at frames ahead</source>
        <translation>앞뒤 프레임을 미리 보는 중</translation>
    </message>
    <message>
        <source>No folder in “%1” is called “%2”</source>
        <translation>“%1”에 “%2”라는 폴더가 없습니다</translation>
    </message>
    <message>
        <source>choose the folder that holds the true masks of this video</source>
        <translation>이 비디오의 정답 마스크가 있는 폴더를 선택하세요</translation>
    </message>
    <message>
        <source>“%1” has %2×%3 pixels, but “%4” has %5×%6</source>
        <translation>“%1”은(는) %2×%3픽셀이지만 “%4”은(는) %5×%6픽셀입니다</translation>
    </message>
    <message>
        <source>choose the true masks of this video, at its size</source>
        <translation>이 비디오와 크기가 같은 정답 마스크를 선택하세요</translation>
    </message>
    <message>
        <source>Scoring</source>
        <translation>점수 매기는 중</translation>
    </message>
    <message>
        <source>The objects chosen as truth have no masks in “%1”</source>
        <translation>정답으로 선택한 객체의 마스크가 “%1”에 없습니다</translation>
    </message>
    <message>
        <source>import the true masks first, or choose others</source>
        <translation>먼저 정답 마스크를 가져오거나 다른 것을 선택하세요</translation>
    </message>
    <message>
        <source>Writing scores</source>
        <translation>점수 쓰는 중</translation>
    </message>
    <message>
        <source>Making the model&apos;s pictures</source>
        <translation>모델이 본 그림 만들기</translation>
    </message>
    <message>
        <source>give the folder that holds the true masks</source>
        <translation>정답 마스크가 있는 폴더를 지정하십시오</translation>
    </message>
    <message>
        <source>“%1” holds %2 masks and the video has %3 frames</source>
        <translation>“%1”에는 마스크가 %2개 있고 비디오는 %3프레임입니다</translation>
    </message>
    <message>
        <source>give one mask for each frame</source>
        <translation>프레임마다 마스크를 하나씩 주십시오</translation>
    </message>
    <message>
        <source>“%1” is %2 and the video is %3</source>
        <translation>“%1”은(는) %2이고 비디오는 %3입니다</translation>
    </message>
    <message>
        <source>give a mask of the video&apos;s size</source>
        <translation>비디오와 크기가 같은 마스크를 주십시오</translation>
    </message>
    <message>
        <source>Reading true masks</source>
        <translation>정답 마스크 읽기</translation>
    </message>
    <message>
        <source>Paste masks on %1, frames %2</source>
        <translation>%1의 프레임 %2에 마스크 붙여넣기</translation>
    </message>
    <message>
        <source>Give masks of %1 to %2</source>
        <translation>%1의 마스크를 %2에게 넘기기</translation>
    </message>
    <message>
        <source>“%1” has no masks in these frames</source>
        <translation>이 프레임들에 “%1”의 마스크가 없습니다</translation>
    </message>
    <message>
        <source>choose frames on which it has some</source>
        <translation>마스크가 있는 프레임을 선택하세요</translation>
    </message>
    <message>
        <source>Add an object to “%1”</source>
        <translation>“%1”에 객체 추가</translation>
    </message>
    <message>
        <source>Take an object out of “%1”</source>
        <translation>“%1”에서 객체 빼기</translation>
    </message>
    <message>
        <source>“%1” has no mask beside the selected frames to track from</source>
        <translation>선택한 프레임 옆에 추적을 시작할 “%1”의 마스크가 없습니다</translation>
    </message>
    <message>
        <source>select frames beside a mask, or paint one in them first</source>
        <translation>마스크 옆의 프레임을 선택하거나 먼저 그 안에 하나를 그리세요</translation>
    </message>
    <message>
        <source>Re-track %1, frames %2</source>
        <translation>%1 다시 추적, 프레임 %2</translation>
    </message>
    <message>
        <source>One picture is grey instead of a palette picture; its values were taken as object ids</source>
        <translation>그림 하나가 팔레트 그림이 아니라 회색 그림이어서 그 값을 객체 번호로 삼았습니다</translation>
    </message>
    <message>
        <source>%1 pictures are grey instead of palette pictures; their values were taken as object ids</source>
        <translation>그림 %1개가 팔레트 그림이 아니라 회색 그림이어서 그 값을 객체 번호로 삼았습니다</translation>
    </message>
    <message>
        <source>There is no CUDA device for the vision-language model</source>
        <translation>비전-언어 모델을 실행할 CUDA 장치가 없습니다</translation>
    </message>
    <message>
        <source>use device=cpu or cuda, precision=float32, bfloat16 or float16, adapter=FOLDER</source>
        <translation>device=cpu 또는 cuda, precision=float32, bfloat16 또는 float16, adapter=폴더를 쓰세요</translation>
    </message>
    <message>
        <source>float16 is a precision of GPUs, not of the CPU</source>
        <translation>float16은 CPU가 아니라 GPU에서 쓰는 정밀도입니다</translation>
    </message>
    <message>
        <source>use precision=bfloat16, or device=cuda</source>
        <translation>precision=bfloat16이나 device=cuda를 쓰세요</translation>
    </message>
    <message>
        <source>check that these are the true masks; black and white ones are scored with all objects as one (DAVIS 2016)</source>
        <translation>정답 마스크가 맞는지 확인하세요. 흑백 마스크는 모든 객체를 하나로(DAVIS 2016) 점수를 매깁니다</translation>
    </message>
    <message>
        <source>Writing masks</source>
        <translation>마스크를 쓰는 중</translation>
    </message>
    <message>
        <source>Of one mask, the score and what made it (hand, tracker, run) was left out</source>
        <translation>마스크 하나의 점수와 출처(손, 추적기, 실행)를 뺐습니다</translation>
    </message>
    <message>
        <source>Of %1 masks, the score and what made them (hand, tracker, run) was left out</source>
        <translation>마스크 %1개의 점수와 출처(손, 추적기, 실행)를 뺐습니다</translation>
    </message>
    <message>
        <source>“%1” has been deleted or moved while it was open</source>
        <translation>“%1”이(가) 열려 있는 동안 삭제되거나 옮겨졌습니다</translation>
    </message>
    <message>
        <source>“%1” has been replaced by another file while it was open</source>
        <translation>“%1”이(가) 열려 있는 동안 다른 파일로 바뀌었습니다</translation>
    </message>
    <message>
        <source>save the project under another name; nothing is lost yet</source>
        <translation>프로젝트를 다른 이름으로 저장하세요. 아직 잃은 것은 없습니다</translation>
    </message>
    <message>
        <source>This run does not say which pictures the model was shown</source>
        <translation>이 실행에는 모델에 보여 준 그림이 기록되어 있지 않습니다</translation>
    </message>
    <message>
        <source>ask the question again</source>
        <translation>다시 질문하세요</translation>
    </message>
    <message>
        <source>These words are not in the model&apos;s answer</source>
        <translation>이 말은 모델의 답에 없습니다</translation>
    </message>
    <message>
        <source>select words that the model wrote</source>
        <translation>모델이 쓴 말을 선택하세요</translation>
    </message>
    <message>
        <source>Looking where the model looked</source>
        <translation>모델이 본 곳을 찾는 중</translation>
    </message>
    <message>
        <source>“%1” broke off before the first word of its answer</source>
        <translation>“%1”이(가) 답의 첫 단어 전에 연결을 끊었습니다</translation>
    </message>
    <message>
        <source>look at the server&apos;s log: the question with its pictures may be longer than the model&apos;s context</source>
        <translation>서버 기록을 확인하세요. 그림을 포함한 질문이 모델의 문맥보다 길 수 있습니다</translation>
    </message>
    <message>
        <source>“%1” does not tell where its model looks</source>
        <translation>“%1”은(는) 모델이 어디를 보는지 알려 주지 않습니다</translation>
    </message>
    <message>
        <source>only a model in this program does: choose a folder with a model as local:DIR, and ask it</source>
        <translation>이 프로그램 안의 모델만 알려 줍니다. 모델 폴더를 local:DIR로 골라 물어보세요</translation>
    </message>
    <message>
        <source>Reading the masks of a run</source>
        <translation>실행의 마스크 읽는 중</translation>
    </message>
    <message>
        <source>The masks of a run in “%1” are damaged</source>
        <translation>“%1”에 있는 한 실행의 마스크가 손상되었습니다</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Reasoning video object segmentation</source>
        <translation>추론 비디오 객체 분할</translation>
    </message>
    <message>
        <source>A project, or videos and folders of stills</source>
        <translation>프로젝트, 또는 비디오와 정지 화면 폴더</translation>
    </message>
</context>
<context>
    <name>revseg::AgreementStrip</name>
    <message>
        <source>Agreement over time</source>
        <translation>시간에 따른 일치도</translation>
    </message>
    <message>
        <source>Frame %1: nothing to compare</source>
        <translation>프레임 %1: 비교할 것 없음</translation>
    </message>
    <message>
        <source>Frame %1: the runs agree by IoU %2</source>
        <translation>프레임 %1: 실행들의 일치도 IoU %2</translation>
    </message>
    <message>
        <source>How far the runs agree, by frame</source>
        <translation>프레임별 실행 간 일치도</translation>
    </message>
</context>
<context>
    <name>revseg::AskDialog</name>
    <message>
        <source>How questions are asked</source>
        <translation>질문 방식</translation>
    </message>
    <message>
        <source>the one that fits the model</source>
        <translation>모델에 맞는 프로필</translation>
    </message>
    <message>
        <source>How pictures are sent and boxes are read: a built-in profile, or a .json file</source>
        <translation>이미지를 보내고 상자를 읽는 방식: 내장 프로필 또는 .json 파일</translation>
    </message>
    <message>
        <source>The words of both turns: a built-in set, or a .json file</source>
        <translation>두 턴의 문구: 내장 세트 또는 .json 파일</translation>
    </message>
    <message>
        <source>&amp;Profile:</source>
        <translation>프로필(&amp;P):</translation>
    </message>
    <message>
        <source>P&amp;rompts:</source>
        <translation>프롬프트(&amp;R):</translation>
    </message>
    <message>
        <source>Frames the model sees</source>
        <translation>모델이 보는 프레임</translation>
    </message>
    <message>
        <source>As many as usual</source>
        <translation>평소 개수</translation>
    </message>
    <message>
        <source>Evenly, so many in all</source>
        <translation>고르게, 전체 개수 지정</translation>
    </message>
    <message>
        <source>So many a second</source>
        <translation>초당 개수 지정</translation>
    </message>
    <message>
        <source>Picked by hand</source>
        <translation>직접 선택</translation>
    </message>
    <message>
        <source> a second</source>
        <translation> /초</translation>
    </message>
    <message>
        <source>&amp;Which:</source>
        <translation>선택(&amp;W):</translation>
    </message>
    <message>
        <source>frames, such as 0, 24, 60</source>
        <translation>프레임 번호, 예: 0, 24, 60</translation>
    </message>
    <message>
        <source>Frames picked by hand</source>
        <translation>직접 선택한 프레임</translation>
    </message>
    <message>
        <source>&amp;Add frame %1</source>
        <translation>프레임 %1 추가(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Only from %1 to %2</source>
        <translation>%1부터 %2까지만(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Only between in and out</source>
        <translation>시작점과 끝점 사이만(&amp;O)</translation>
    </message>
    <message>
        <source>Mark the range on the timeline with I and O</source>
        <translation>타임라인에서 I와 O로 범위를 표시하세요</translation>
    </message>
    <message>
        <source>The answer</source>
        <translation>답변</translation>
    </message>
    <message>
        <source>as usual: 0, samples 1</source>
        <translation>평소대로: 0, 샘플은 1</translation>
    </message>
    <message>
        <source>0: always the likeliest word; higher: more different answers</source>
        <translation>0: 항상 가장 가능성 높은 단어, 높을수록 답변이 다양해집니다</translation>
    </message>
    <message>
        <source>as usual: 1024</source>
        <translation>평소대로: 1024</translation>
    </message>
    <message>
        <source> s</source>
        <translation>초</translation>
    </message>
    <message>
        <source>How long a server may say nothing</source>
        <translation>서버가 아무 응답도 하지 않아도 되는 시간</translation>
    </message>
    <message>
        <source>How often an answer that cannot be used is asked for again, with another seed</source>
        <translation>쓸 수 없는 답변을 다른 시드로 다시 묻는 횟수</translation>
    </message>
    <message>
        <source>Ask how &amp;sure the model is of each word</source>
        <translation>단어마다 모델의 확신도 묻기(&amp;S)</translation>
    </message>
    <message>
        <source>Log-probabilities; shown as shading of the reasoning where a server gives them</source>
        <translation>로그 확률. 서버가 제공하면 추론 글에 음영으로 표시합니다</translation>
    </message>
    <message>
        <source>&amp;Temperature:</source>
        <translation>온도(&amp;T):</translation>
    </message>
    <message>
        <source>&amp;Longest answer, tokens a turn:</source>
        <translation>최대 답변 길이(턴당 토큰)(&amp;L):</translation>
    </message>
    <message>
        <source>Longest s&amp;ilence:</source>
        <translation>최대 무응답 시간(&amp;I):</translation>
    </message>
    <message>
        <source>Ask again, at &amp;most:</source>
        <translation>최대 재질문 횟수(&amp;M):</translation>
    </message>
    <message>
        <source>Rewards weigh</source>
        <translation>보상 가중치</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>형식(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Keyframe</source>
        <translation>키프레임(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Box</source>
        <translation>상자(&amp;B)</translation>
    </message>
    <message>
        <source>Type the numbers of frames of this video, with commas between them.</source>
        <translation>이 비디오의 프레임 번호를 쉼표로 구분하여 입력하세요.</translation>
    </message>
</context>
<context>
    <name>revseg::BatchDialog</name>
    <message>
        <source>New batch</source>
        <translation>새 일괄 작업</translation>
    </message>
    <message>
        <source>One question a line</source>
        <translation>한 줄에 질문 하나</translation>
    </message>
    <message>
        <source>&amp;Videos</source>
        <translation>비디오(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Questions</source>
        <translation>질문(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Samples of each</source>
        <translation>각각의 샘플 수(&amp;S)</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) in all</source>
        <translation>
            <numerusform>모두 %n개 실행</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::BranchTree</name>
    <message>
        <source>Runs of this question</source>
        <translation>이 질문의 실행</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>사용 중</translation>
    </message>
    <message>
        <source>Ctrl and click: compare with the run shown</source>
        <translation>Ctrl을 누르고 클릭: 표시된 실행과 비교</translation>
    </message>
    <message>
        <source>Compare with the run shown</source>
        <translation>표시된 실행과 비교</translation>
    </message>
</context>
<context>
    <name>revseg::CanvasWidget</name>
    <message>
        <source>Picture</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>least</source>
        <translation>최소</translation>
    </message>
    <message>
        <source>most</source>
        <translation>최대</translation>
    </message>
</context>
<context>
    <name>revseg::ComparisonView</name>
    <message>
        <source>Run that is compared with</source>
        <translation>비교 기준이 되는 실행</translation>
    </message>
    <message>
        <source>Run that is compared</source>
        <translation>비교되는 실행</translation>
    </message>
    <message>
        <source>and what the other has changed:</source>
        <translation>기준에서 달라진 것:</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>There is no other run to compare with.</source>
        <translation>비교할 다른 실행이 없습니다.</translation>
    </message>
    <message>
        <source>Choose two runs to compare them.</source>
        <translation>비교할 두 실행을 고르십시오.</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>비교하는 중…</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>마스크</translation>
    </message>
    <message>
        <source>IoU %1, least on frame %2</source>
        <translation>IoU %1, 프레임 %2에서 가장 낮음</translation>
    </message>
    <message>
        <source>IoU %1</source>
        <translation>IoU %1</translation>
    </message>
    <message>
        <source>no frame that both have tracked</source>
        <translation>둘 다 추적한 프레임이 없음</translation>
    </message>
    <message>
        <source>Keyframe</source>
        <translation>키프레임</translation>
    </message>
    <message>
        <source>%1 in both</source>
        <translation>둘 다 %1</translation>
    </message>
    <message>
        <source>%1, then %2</source>
        <translation>%1, 다음은 %2</translation>
    </message>
    <message>
        <source>Object %1</source>
        <translation>객체 %1</translation>
    </message>
    <message>
        <source>no longer there</source>
        <translation>없어짐</translation>
    </message>
    <message>
        <source>new</source>
        <translation>새로 생김</translation>
    </message>
    <message>
        <source>box IoU %1, masks IoU %2</source>
        <translation>상자 IoU %1, 마스크 IoU %2</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>Interpretation</source>
        <translation>해석</translation>
    </message>
</context>
<context>
    <name>revseg::DescriptionEditor</name>
    <message>
        <source>Description of the object</source>
        <translation>객체 설명</translation>
    </message>
    <message>
        <source>What depends on the description becomes stale (Ctrl+Enter)</source>
        <translation>설명에 달린 것은 오래된 것이 됩니다(Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Keep the description as it was (Esc)</source>
        <translation>설명을 그대로 둡니다(Esc)</translation>
    </message>
    <message>
        <source>Rewrite the description</source>
        <translation>설명을 고쳐 씁니다</translation>
    </message>
</context>
<context>
    <name>revseg::ExportDialog</name>
    <message>
        <source>Also write the &amp;frames as JPEG</source>
        <translation>프레임도 JPEG로 쓰기(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;To:</source>
        <translation>대상(&amp;T):</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>찾아보기(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>내보내기(&amp;E)</translation>
    </message>
    <message>
        <source>DAVIS 2017</source>
        <translation>DAVIS 2017</translation>
    </message>
    <message>
        <source>One palette PNG for each frame; a pixel&apos;s value is the number of its object.</source>
        <translation>프레임마다 팔레트 PNG 하나. 픽셀 값이 객체 번호입니다.</translation>
    </message>
    <message>
        <source>Where objects overlap, only the topmost one is kept. Names, and whether an object is absent, hidden or was not looked for, are lost.</source>
        <translation>객체가 겹치는 곳은 맨 위 객체만 남습니다. 이름과, 객체가 없는지 가려졌는지 살펴보지 않았는지는 사라집니다.</translation>
    </message>
    <message>
        <source>DAVIS 2016</source>
        <translation>DAVIS 2016</translation>
    </message>
    <message>
        <source>One black and white PNG for each frame.</source>
        <translation>프레임마다 흑백 PNG 하나.</translation>
    </message>
    <message>
        <source>All objects become one.</source>
        <translation>모든 객체가 하나로 합쳐집니다.</translation>
    </message>
    <message>
        <source>YouTube-VOS</source>
        <translation>YouTube-VOS</translation>
    </message>
    <message>
        <source>One palette PNG for each frame, and meta.json with the name of each object and the frames on which somebody has looked for it.</source>
        <translation>프레임마다 팔레트 PNG 하나, 그리고 객체의 이름과 살펴본 프레임이 적힌 meta.json.</translation>
    </message>
    <message>
        <source>Where objects overlap, only the topmost one is kept. “Occluded” and “out of frame” become “absent”.</source>
        <translation>객체가 겹치는 곳은 맨 위 객체만 남습니다. “가려짐”과 “화면 밖”은 “없음”이 됩니다.</translation>
    </message>
    <message>
        <source>COCO</source>
        <translation>COCO</translation>
    </message>
    <message>
        <source>One annotations.json with a run-length mask for each object and frame; track_id tells objects apart.</source>
        <translation>객체와 프레임마다 런렝스 마스크가 든 annotations.json 하나. track_id로 객체를 구별합니다.</translation>
    </message>
    <message>
        <source>Whether an object is absent, hidden or was not looked for is lost.</source>
        <translation>객체가 없는지 가려졌는지 살펴보지 않았는지는 사라집니다.</translation>
    </message>
    <message>
        <source>YouTube-VIS</source>
        <translation>YouTube-VIS</translation>
    </message>
    <message>
        <source>One annotations.json with a list of run-length masks over all frames for each object.</source>
        <translation>객체마다 모든 프레임의 런렝스 마스크 목록이 든 annotations.json 하나.</translation>
    </message>
    <message>
        <source>Video (MP4)</source>
        <translation>동영상 (MP4)</translation>
    </message>
    <message>
        <source>H.264 that plays everywhere, with the masks in their colours over the picture.</source>
        <translation>어디서나 재생되는 H.264. 그림 위에 마스크를 색으로 입힙니다.</translation>
    </message>
    <message>
        <source>To look at; masks cannot be read from it again.</source>
        <translation>보기용이며 마스크를 다시 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Animation (GIF)</source>
        <translation>애니메이션 (GIF)</translation>
    </message>
    <message>
        <source>An endless animation for web pages and slides, with the masks in their colours over the picture.</source>
        <translation>웹 페이지와 발표 자료용 반복 애니메이션. 그림 위에 마스크를 색으로 입힙니다.</translation>
    </message>
    <message>
        <source>At most 640 pixels wide or high, 256 colours a picture and 50 pictures a second; long videos become large files.</source>
        <translation>가로세로 최대 640픽셀, 그림당 256색, 초당 50장까지이며 긴 동영상은 큰 파일이 됩니다.</translation>
    </message>
    <message>
        <source>Picture with masks</source>
        <translation>마스크를 입힌 그림</translation>
    </message>
    <message>
        <source>A PNG of the frame shown, with the masks in their colours over it.</source>
        <translation>보이는 프레임의 PNG. 마스크를 색으로 입힙니다.</translation>
    </message>
    <message>
        <source>Picture alone</source>
        <translation>그림만</translation>
    </message>
    <message>
        <source>A PNG of the frame shown, as it is.</source>
        <translation>보이는 프레임 그대로의 PNG.</translation>
    </message>
    <message>
        <source>Mask alone</source>
        <translation>마스크만</translation>
    </message>
    <message>
        <source>A palette PNG of the frame shown; a pixel&apos;s value is the number of its object.</source>
        <translation>보이는 프레임의 팔레트 PNG. 픽셀 값이 객체 번호입니다.</translation>
    </message>
    <message>
        <source>Where objects overlap, only the topmost one is kept.</source>
        <translation>객체가 겹치는 곳은 맨 위 객체만 남습니다.</translation>
    </message>
    <message>
        <source>&amp;Only “%1”</source>
        <translation>“%1”만(&amp;O)</translation>
    </message>
    <message numerus="yes">
        <source>&amp;All %n video(s) of the project</source>
        <translation>
            <numerusform>프로젝트의 동영상 %n개 모두(&amp;A)</numerusform>
        </translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>마스크</translation>
    </message>
    <message>
        <source>To look at</source>
        <translation>보기용</translation>
    </message>
    <message>
        <source>Frame %1</source>
        <translation>프레임 %1</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>내보낼 곳</translation>
    </message>
    <message>
        <source>Export into a folder</source>
        <translation>내보낼 폴더</translation>
    </message>
    <message>
        <source>&amp;Replace the file that is there</source>
        <translation>있는 파일 바꾸기(&amp;R)</translation>
    </message>
    <message>
        <source>The folder is not empty: &amp;replace files of the same names, keep others</source>
        <translation>폴더가 비어 있지 않음: 같은 이름의 파일은 바꾸고 나머지는 두기(&amp;R)</translation>
    </message>
    <message>
        <source>This is a file; choose a folder.</source>
        <translation>파일입니다. 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>The name has to end in .%1.</source>
        <translation>이름이 .%1로 끝나야 합니다.</translation>
    </message>
    <message>
        <source>This is a folder; choose a name for the file.</source>
        <translation>폴더입니다. 파일 이름을 고르십시오.</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>%1 폴더가 없습니다.</translation>
    </message>
</context>
<context>
    <name>revseg::FrameChart</name>
    <message>
        <source>Chart over the frames</source>
        <translation>프레임별 차트</translation>
    </message>
    <message>
        <source>Frame %1: not scored</source>
        <translation>프레임 %1: 점수 없음</translation>
    </message>
    <message>
        <source>Frame %1: %2</source>
        <translation>프레임 %1: %2</translation>
    </message>
</context>
<context>
    <name>revseg::HeatLegend</name>
    <message>
        <source>Attention</source>
        <translation>주의</translation>
    </message>
    <message>
        <source>Opacity of the map</source>
        <translation>히트맵 불투명도</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Take the map away (Esc)</source>
        <translation>히트맵 닫기(Esc)</translation>
    </message>
    <message>
        <source>least</source>
        <translation>최소</translation>
    </message>
    <message>
        <source>most</source>
        <translation>최대</translation>
    </message>
    <message>
        <source>Where the model looked at “%1”. %2 % of its attention went to pictures, the rest to text.</source>
        <translation>“%1”에서 모델이 본 곳. 주의의 %2 %가 그림에, 나머지는 글에 갔습니다.</translation>
    </message>
</context>
<context>
    <name>revseg::ImportDialog</name>
    <message>
        <source>Import masks</source>
        <translation>마스크 가져오기</translation>
    </message>
    <message>
        <source>A folder of the format, or its JSON file</source>
        <translation>해당 형식의 폴더 또는 JSON 파일</translation>
    </message>
    <message>
        <source>F&amp;older…</source>
        <translation>폴더(&amp;O)…</translation>
    </message>
    <message>
        <source>JSON &amp;file…</source>
        <translation>JSON 파일(&amp;F)…</translation>
    </message>
    <message>
        <source>Find out</source>
        <translation>자동으로 알아내기</translation>
    </message>
    <message>
        <source>&amp;From:</source>
        <translation>원본(&amp;F):</translation>
    </message>
    <message>
        <source>For&amp;mat:</source>
        <translation>형식(&amp;M):</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>시퀀스</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>프레임</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>대상 동영상</translation>
    </message>
    <message>
        <source>Sequences and the videos they go to</source>
        <translation>시퀀스와 대상 동영상</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>가져오기(&amp;I)</translation>
    </message>
    <message>
        <source>Folder with masks</source>
        <translation>마스크 폴더</translation>
    </message>
    <message>
        <source>JSON file with masks</source>
        <translation>마스크 JSON 파일</translation>
    </message>
    <message>
        <source>JSON files (*.json);;All files (*)</source>
        <translation>JSON 파일 (*.json);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>살펴보는 중…</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>빼기</translation>
    </message>
    <message>
        <source>Video for %1</source>
        <translation>%1의 동영상</translation>
    </message>
    <message>
        <source>“%1” has %2×%3 pixels, but “%4” has %5×%6.</source>
        <translation>“%1”은(는) %2×%3픽셀이지만 “%4”은(는) %5×%6픽셀입니다.</translation>
    </message>
    <message>
        <source>“%1” has %2 frames, but “%3” has %4.</source>
        <translation>“%1”은(는) %2프레임이지만 “%3”은(는) %4프레임입니다.</translation>
    </message>
    <message>
        <source>The project has no such video.</source>
        <translation>프로젝트에 그런 동영상이 없습니다.</translation>
    </message>
    <message>
        <source>Two sequences cannot go to the same video.</source>
        <translation>두 시퀀스가 같은 동영상으로 갈 수 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n sequence(s)</source>
        <translation>
            <numerusform>%1, 시퀀스 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>choose the videos they go to</source>
        <translation>대상 동영상을 고르십시오</translation>
    </message>
    <message numerus="yes">
        <source>%n of them will be imported</source>
        <translation>
            <numerusform>그중 %n개를 가져옵니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more fit no video and are not shown</source>
        <translation>
            <numerusform>맞는 동영상이 없는 %n개는 보이지 않습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Masks become new objects; those that are there stay as they are.</source>
        <translation>마스크는 새 객체가 되며, 있던 것은 그대로입니다.</translation>
    </message>
</context>
<context>
    <name>revseg::InterpretationEditor</name>
    <message>
        <source>Text of the reasoning</source>
        <translation>추론의 글</translation>
    </message>
    <message>
        <source>Rewrite the reasoning</source>
        <translation>추론을 고쳐 씁니다</translation>
    </message>
    <message>
        <source>What follows from the reasoning becomes stale (Ctrl+Enter)</source>
        <translation>추론에서 이어지는 것은 오래된 것이 됩니다(Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Keep the reasoning as it was (Esc)</source>
        <translation>추론을 그대로 둡니다(Esc)</translation>
    </message>
</context>
<context>
    <name>revseg::IouMatrix</name>
    <message>
        <source>Pairwise mask IoU</source>
        <translation>마스크 쌍의 IoU</translation>
    </message>
    <message>
        <source>Rows %1 and %2: masks overlap by IoU %3</source>
        <translation>%1행과 %2행: 마스크의 겹침 IoU %3</translation>
    </message>
</context>
<context>
    <name>revseg::JobDialog</name>
    <message>
        <source>Stopping…</source>
        <translation>중지하는 중…</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>%1초 남음</translation>
    </message>
</context>
<context>
    <name>revseg::JobsPanel</name>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>No waiting work starts until this is released; what runs goes on</source>
        <translation>이것을 풀 때까지 대기 중인 작업을 시작하지 않습니다. 실행 중인 것은 계속합니다</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음으로</translation>
    </message>
    <message>
        <source>This one is the next to run</source>
        <translation>이것을 다음에 실행합니다</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>정지</translation>
    </message>
    <message>
        <source>Stop this one; what is finished stays</source>
        <translation>이것을 멈춥니다. 끝난 것은 남습니다</translation>
    </message>
    <message>
        <source>Progress of the batch</source>
        <translation>일괄 작업의 진행</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>Work of the program</source>
        <translation>프로그램의 작업</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>일시 정지됨</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>대기</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>done</source>
        <translation>끝남</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>정지됨</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1초</translation>
    </message>
    <message>
        <source>%1, %2 s left</source>
        <translation>%1, %2초 남음</translation>
    </message>
    <message>
        <source>No batch</source>
        <translation>일괄 작업 없음</translation>
    </message>
    <message>
        <source>Batch: %1 of %2 done</source>
        <translation>일괄 작업: %2개 가운데 %1개 끝남</translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n개 실패</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s, %2 + %3 tokens</source>
        <translation>%1초, 토큰 %2 + %3개</translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s) left</source>
        <translation>
            <numerusform>약 %n초 남음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>약 %n분 남음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) of this video.  Turn 1: %1.  Turn 2: %2.  Tracking: %3 s.</source>
        <translation>
            <numerusform>이 비디오의 실행 %n개.  1번째 차례: %1.  2번째 차례: %2.  추적: %3초.</numerusform>
        </translation>
    </message>
    <message>
        <source>Seconds of asking, tokens read and tokens written; seconds of tracking</source>
        <translation>질문에 걸린 초, 읽은 토큰과 쓴 토큰, 추적에 걸린 초</translation>
    </message>
</context>
<context>
    <name>revseg::MessageStrip</name>
    <message>
        <source>Close this message</source>
        <translation>이 메시지 닫기</translation>
    </message>
</context>
<context>
    <name>revseg::ModelView</name>
    <message>
        <source>The pictures that the model saw</source>
        <translation>모델이 본 그림</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
</context>
<context>
    <name>revseg::ObjectsPanel</name>
    <message>
        <source>Objects</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>%1 (object %2). Double-click to rename.</source>
        <translation>%1(객체 %2). 두 번 클릭하면 이름을 바꿉니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) with a mask</source>
        <translation>
            <numerusform>마스크가 있는 프레임 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Shown; click to hide</source>
        <translation>보임. 클릭하면 숨깁니다</translation>
    </message>
    <message>
        <source>Hidden; click to show</source>
        <translation>숨김. 클릭하면 보입니다</translation>
    </message>
    <message>
        <source>Locked; click to unlock</source>
        <translation>잠김. 클릭하면 풉니다</translation>
    </message>
    <message>
        <source>Not locked; click to lock</source>
        <translation>잠기지 않음. 클릭하면 잠급니다</translation>
    </message>
    <message>
        <source>The mask on this frame is empty</source>
        <translation>이 프레임의 마스크가 비어 있습니다</translation>
    </message>
    <message>
        <source>Annotated on this frame</source>
        <translation>이 프레임에 주석이 있습니다</translation>
    </message>
    <message>
        <source>Absent on this frame</source>
        <translation>이 프레임에 없습니다</translation>
    </message>
    <message>
        <source>Occluded on this frame</source>
        <translation>이 프레임에서 가려졌습니다</translation>
    </message>
    <message>
        <source>Out of frame on this frame</source>
        <translation>이 프레임에서 화면 밖입니다</translation>
    </message>
    <message>
        <source>Not looked at on this frame</source>
        <translation>이 프레임은 아직 보지 않았습니다</translation>
    </message>
</context>
<context>
    <name>revseg::PlayerBar</name>
    <message>
        <source>Frame</source>
        <translation>프레임</translation>
    </message>
    <message>
        <source>Frame number</source>
        <translation>프레임 번호</translation>
    </message>
    <message>
        <source>Frame number, from 0. Type a number and press Enter to go there.</source>
        <translation>0부터 세는 프레임 번호. 번호를 입력하고 Enter를 누르면 이동합니다.</translation>
    </message>
    <message>
        <source>Playing speed</source>
        <translation>재생 속도</translation>
    </message>
    <message>
        <source>%1×</source>
        <translation>%1×</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>Time of this frame. Type a time such as 1:23.5 and press Enter to go there.</source>
        <translation>이 프레임의 시간. 1:23.5처럼 시간을 입력하고 Enter를 누르면 그곳으로 갑니다.</translation>
    </message>
    <message>
        <source>Length of the video</source>
        <translation>비디오 길이</translation>
    </message>
</context>
<context>
    <name>revseg::PresentationPainter</name>
    <message>
        <source>The model thinks</source>
        <translation>모델이 생각합니다</translation>
    </message>
    <message numerus="yes">
        <source>The model looks at %n frame(s)</source>
        <translation>
            <numerusform>모델이 프레임 %n개를 봅니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Keyframe: frame %1</source>
        <translation>키프레임: 프레임 %1</translation>
    </message>
    <message>
        <source>The model says that there is no such object.</source>
        <translation>모델은 그런 객체가 없다고 합니다.</translation>
    </message>
    <message>
        <source>Frame %1</source>
        <translation>프레임 %1</translation>
    </message>
    <message>
        <source>The run was stopped here.</source>
        <translation>실행이 여기서 중지되었습니다.</translation>
    </message>
    <message>
        <source>The run failed: %1.</source>
        <translation>실행이 실패했습니다: %1.</translation>
    </message>
    <message>
        <source>The run failed.</source>
        <translation>실행이 실패했습니다.</translation>
    </message>
</context>
<context>
    <name>revseg::PresenterWindow</name>
    <message>
        <source>Space: pause   ← →: scene   ↑ ↓: speed   Home: again   Esc: leave</source>
        <translation>Space: 일시 정지   ← →: 장면   ↑ ↓: 속도   Home: 처음부터   Esc: 나가기</translation>
    </message>
</context>
<context>
    <name>revseg::QueryBar</name>
    <message>
        <source>Recorded answer (%1)</source>
        <translation>기록된 답(%1)</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%2의 %1</translation>
    </message>
    <message>
        <source>Question about the video</source>
        <translation>비디오에 대한 질문</translation>
    </message>
    <message>
        <source>Ask about the video; Enter runs the question</source>
        <translation>비디오에 대해 물으세요. Enter를 누르면 실행합니다</translation>
    </message>
    <message>
        <source>Ask about the video, e.g. “which car would suit a family trip?”</source>
        <translation>비디오에 대해 물으세요. 예: “가족 여행에 어울리는 차는?”</translation>
    </message>
    <message>
        <source>Model that is asked</source>
        <translation>질문을 받을 모델</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>기타…</translation>
    </message>
    <message>
        <source>Who is asked: %1</source>
        <translation>질문을 받는 곳: %1</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>How often the question is asked at once; several answers can be compared</source>
        <translation>질문을 한 번에 몇 번 묻는지. 여러 답을 비교할 수 있습니다</translation>
    </message>
    <message>
        <source>%1 in this program</source>
        <translation>이 프로그램의 %1</translation>
    </message>
    <message>
        <source>No model chosen</source>
        <translation>선택된 모델 없음</translation>
    </message>
    <message>
        <source>Choose who is asked</source>
        <translation>누구에게 물을지 고르기</translation>
    </message>
</context>
<context>
    <name>revseg::RawAnswers</name>
    <message>
        <source>Raw answers</source>
        <translation>원래 답</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy the raw answers</source>
        <translation>원래 답을 복사합니다</translation>
    </message>
    <message>
        <source>Turn %1</source>
        <translation>턴 %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1초</translation>
    </message>
    <message>
        <source>%1 tokens read</source>
        <translation>토큰 %1개 읽음</translation>
    </message>
    <message>
        <source>%1 tokens written</source>
        <translation>토큰 %1개 씀</translation>
    </message>
    <message>
        <source>ended by “%1”</source>
        <translation>“%1”(으)로 끝남</translation>
    </message>
    <message>
        <source>Turn %1: %2</source>
        <translation>턴 %1: %2</translation>
    </message>
    <message>
        <source>Turn %1, repaired: %2</source>
        <translation>턴 %1, 복구: %2</translation>
    </message>
    <message>
        <source>Turn %1, problem: %2</source>
        <translation>턴 %1, 문제: %2</translation>
    </message>
</context>
<context>
    <name>revseg::ReasoningPanel</name>
    <message>
        <source>Reasoning</source>
        <translation>추론</translation>
    </message>
    <message>
        <source>Frames the model saw</source>
        <translation>모델이 본 프레임</translation>
    </message>
    <message>
        <source>Keyframe</source>
        <translation>키프레임</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>상자</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>마스크</translation>
    </message>
    <message>
        <source>Raw answers</source>
        <translation>원래 답</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>프레임 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n repair(s)</source>
        <translation>
            <numerusform>복구 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>The model says that there is no such object.</source>
        <translation>모델은 그런 객체가 없다고 합니다.</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>읽는 중…</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Ask about this video&lt;/h3&gt;&lt;p&gt;Type a question above, such as “Which toy would be at home in a bathtub?”, and press &lt;b&gt;Run&lt;/b&gt;. Then, step by step and all of it open to correction:&lt;/p&gt;&lt;ol style=&quot;margin-left: -18px&quot;&gt;&lt;li&gt;the model looks at frames of the video and thinks aloud,&lt;/li&gt;&lt;li&gt;it chooses a &lt;b&gt;keyframe&lt;/b&gt; and describes the object,&lt;/li&gt;&lt;li&gt;it draws a &lt;b&gt;box&lt;/b&gt; around it on that frame,&lt;/li&gt;&lt;li&gt;the tracker carries a &lt;b&gt;mask&lt;/b&gt; to every other frame.&lt;/li&gt;&lt;/ol&gt;</source>
        <translation>&lt;h3&gt;이 비디오에 대해 물으세요&lt;/h3&gt;&lt;p&gt;위에 “욕조에 어울리는 장난감은?” 같은 질문을 입력하고 &lt;b&gt;실행&lt;/b&gt;을 누르세요. 그러면 한 단계씩, 모두 고칠 수 있게:&lt;/p&gt;&lt;ol style=&quot;margin-left: -18px&quot;&gt;&lt;li&gt;모델이 비디오의 프레임을 보고 소리 내어 생각하고,&lt;/li&gt;&lt;li&gt;&lt;b&gt;키프레임&lt;/b&gt;을 골라 객체를 설명하고,&lt;/li&gt;&lt;li&gt;그 프레임에서 객체 둘레에 &lt;b&gt;상자&lt;/b&gt;를 그리고,&lt;/li&gt;&lt;li&gt;추적기가 &lt;b&gt;마스크&lt;/b&gt;를 다른 모든 프레임으로 옮깁니다.&lt;/li&gt;&lt;/ol&gt;</translation>
    </message>
    <message>
        <source>Interpretation</source>
        <translation>해석</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>대기</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>이르지 못함</translation>
    </message>
    <message>
        <source>working…</source>
        <translation>작업 중…</translation>
    </message>
    <message>
        <source>Frame %1; the model did not see this frame</source>
        <translation>프레임 %1. 모델은 이 프레임을 보지 못했습니다</translation>
    </message>
    <message>
        <source>Sample %1 · frame %2 · %3 s</source>
        <translation>샘플 %1 · 프레임 %2 · %3초</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>비디오</translation>
    </message>
    <message>
        <source>%1 (%2 × %3 pixels)</source>
        <translation>%1(%2 × %3 픽셀)</translation>
    </message>
    <message>
        <source>As written</source>
        <translation>쓴 그대로</translation>
    </message>
    <message>
        <source>“Video”: pixels of the video. “As written”: the numbers of the model&apos;s answer, in the picture that it saw.</source>
        <translation>“비디오”: 비디오의 픽셀. “쓴 그대로”: 모델이 본 그림에서 답으로 쓴 수.</translation>
    </message>
    <message>
        <source>The answer of turn %1 could not be used: %2.</source>
        <translation>턴 %1의 답을 사용할 수 없었습니다: %2.</translation>
    </message>
    <message>
        <source>Read the raw answer below, or run again.</source>
        <translation>아래의 원래 답을 읽거나 다시 실행하세요.</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Shaded: words that the model was not sure of, the more the less.</source>
        <translation>음영: 모델이 확신하지 못한 단어. 확신이 낮을수록 진합니다.</translation>
    </message>
    <message>
        <source>Object %1</source>
        <translation>객체 %1</translation>
    </message>
    <message>
        <source>take out</source>
        <translation>빼기</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>손으로</translation>
    </message>
</context>
<context>
    <name>revseg::ReassignDialog</name>
    <message>
        <source>&amp;This frame only (%1)</source>
        <translation>이 프레임만(%1)(&amp;T)</translation>
    </message>
    <message>
        <source>From here &amp;on (%1–%2)</source>
        <translation>여기서부터(%1–%2)(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Up to here (0–%1)</source>
        <translation>여기까지(0–%1)(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Frames</source>
        <translation>프레임(&amp;F)</translation>
    </message>
    <message>
        <source>Swap masks of “%1”</source>
        <translation>“%1”의 마스크 맞바꾸기</translation>
    </message>
    <message>
        <source>Give masks of “%1” to another object</source>
        <translation>“%1”의 마스크를 다른 객체로 넘기기</translation>
    </message>
    <message>
        <source>A new object</source>
        <translation>새 객체</translation>
    </message>
    <message>
        <source>&amp;With:</source>
        <translation>상대(&amp;W):</translation>
    </message>
    <message>
        <source>T&amp;o:</source>
        <translation>받는 객체(&amp;O):</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>첫 프레임</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>마지막 프레임</translation>
    </message>
    <message>
        <source>Where the other object has a mask too, both are joined.</source>
        <translation>다른 객체에도 마스크가 있는 곳에서는 둘을 합칩니다.</translation>
    </message>
    <message>
        <source>&amp;Swap</source>
        <translation>맞바꾸기(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Give</source>
        <translation>넘기기(&amp;G)</translation>
    </message>
</context>
<context>
    <name>revseg::ReportDialog</name>
    <message>
        <source>Nothing was lost.</source>
        <translation>잃은 것이 없습니다.</translation>
    </message>
    <message>
        <source>Worth knowing:</source>
        <translation>알아둘 점:</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>닫기(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Open folder</source>
        <translation>폴더 열기(&amp;O)</translation>
    </message>
</context>
<context>
    <name>revseg::ReviewPanel</name>
    <message>
        <source>No problem has been found.</source>
        <translation>문제를 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>Share of frames that are checked or implied</source>
        <translation>확인되었거나 확인된 셈인 프레임의 비율</translation>
    </message>
    <message>
        <source>Frames that deserve a look, worst first</source>
        <translation>살펴볼 만한 프레임, 가장 나쁜 것부터</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>프레임</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>이유</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>Choose an object to review.</source>
        <translation>검토할 객체를 고르세요.</translation>
    </message>
    <message>
        <source>“%1” has no masks yet.</source>
        <translation>“%1”에는 아직 마스크가 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>“%1”: %2 % checked or implied after %n look(s).</source>
        <translation>
            <numerusform>“%1”: %n번 살펴보아 %2 %가 확인되었거나 확인된 셈입니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing is known of %n frame(s).</source>
        <translation>
            <numerusform>%n개 프레임은 아무것도 알려져 있지 않습니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::RewardChart</name>
    <message>
        <source>Rewards by sample</source>
        <translation>표본별 보상</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Reward</source>
        <translation>보상</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Temporal</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>Spatial</source>
        <translation>공간</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>합계</translation>
    </message>
    <message>
        <source>%1: no reward</source>
        <translation>%1: 보상 없음</translation>
    </message>
    <message>
        <source>%1: sum %2, format %3, temporal %4, spatial %5</source>
        <translation>%1: 합계 %2, 형식 %3, 시간 %4, 공간 %5</translation>
    </message>
</context>
<context>
    <name>revseg::SampleGrid</name>
    <message>
        <source>The frame shown, with the masks of each run</source>
        <translation>보이는 프레임과 실행마다의 마스크</translation>
    </message>
</context>
<context>
    <name>revseg::SampleStreams</name>
    <message>
        <source>Answers as they are written</source>
        <translation>쓰이고 있는 답변</translation>
    </message>
    <message>
        <source>Sample %1</source>
        <translation>샘플 %1</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>기다림</translation>
    </message>
    <message>
        <source>Sample %1: %2</source>
        <translation>샘플 %1: %2</translation>
    </message>
    <message>
        <source>turn %1</source>
        <translation>%1번째 차례</translation>
    </message>
</context>
<context>
    <name>revseg::SampleStrip</name>
    <message>
        <source>Frames the model saw</source>
        <translation>모델이 본 프레임</translation>
    </message>
    <message>
        <source>Sample %1: frame %2, %3 s</source>
        <translation>샘플 %1: 프레임 %2, %3초</translation>
    </message>
    <message>
        <source>The arrow keys walk through them, Enter goes to the frame.</source>
        <translation>화살표 키로 옮겨 다니고 Enter로 그 프레임으로 갑니다.</translation>
    </message>
    <message>
        <source>%1 · %2 s</source>
        <translation>%1 · %2초</translation>
    </message>
</context>
<context>
    <name>revseg::SamplesPanel</name>
    <message>
        <source>Ask a question several times at once to compare the answers here.</source>
        <translation>질문을 한 번에 여러 번 물으면 여기서 답을 비교합니다.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Keyframe</source>
        <translation>키프레임</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>상자</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>일치도</translation>
    </message>
    <message>
        <source>Reward</source>
        <translation>보상</translation>
    </message>
    <message>
        <source>Verdicts</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>Mean IoU of its masks with those of the others</source>
        <translation>이 실행의 마스크와 다른 실행 마스크의 평균 IoU</translation>
    </message>
    <message>
        <source>Sum of format, temporal and spatial reward, where the truth is known</source>
        <translation>형식, 시간, 공간 보상의 합. 정답을 아는 경우에만</translation>
    </message>
    <message>
        <source>Reasoning, keyframe, description, box, masks: Alt+1 to Alt+5</source>
        <translation>추론, 키프레임, 설명, 상자, 마스크: Alt+1부터 Alt+5까지</translation>
    </message>
    <message>
        <source>Runs of this question</source>
        <translation>이 질문의 실행</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>사용 중</translation>
    </message>
    <message>
        <source>Format %1, temporal %2, spatial %3</source>
        <translation>형식 %1, 시간 %2, 공간 %3</translation>
    </message>
    <message>
        <source>The masks that the rewards of the runs are computed against</source>
        <translation>실행의 보상을 계산할 때 기준이 되는 마스크</translation>
    </message>
    <message>
        <source>&amp;Truth:</source>
        <translation>정답(&amp;T):</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>겹침</translation>
    </message>
    <message>
        <source>Rewards</source>
        <translation>보상</translation>
    </message>
    <message>
        <source>%1
Box %2</source>
        <translation>%1
상자 %2</translation>
    </message>
</context>
<context>
    <name>revseg::ScoreDialog</name>
    <message>
        <source>Masks in a &amp;folder (DAVIS: a picture for each frame)</source>
        <translation>폴더의 마스크(DAVIS: 프레임마다 그림 하나)(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Objects of this video, imported as truth</source>
        <translation>정답으로 가져온 이 비디오의 객체(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>찾아보기(&amp;B)…</translation>
    </message>
    <message>
        <source>Leave out the first and the last frame, as the DAVIS challenge does</source>
        <translation>DAVIS 챌린지처럼 첫 프레임과 마지막 프레임을 뺍니다</translation>
    </message>
    <message>
        <source>Score “%1” against truth</source>
        <translation>“%1”을(를) 정답과 비교해 점수 매기기</translation>
    </message>
    <message>
        <source>DAVIS/Annotations/480p, or the folder of this video in it</source>
        <translation>DAVIS/Annotations/480p 또는 그 안의 이 비디오 폴더</translation>
    </message>
    <message>
        <source>Folder of true masks</source>
        <translation>정답 마스크 폴더</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>비교 대상</translation>
    </message>
    <message>
        <source>Objects and their truth</source>
        <translation>객체와 그 정답</translation>
    </message>
    <message>
        <source>Truth of %1</source>
        <translation>%1의 정답</translation>
    </message>
    <message>
        <source>– (not scored)</source>
        <translation>– (점수 없음)</translation>
    </message>
    <message>
        <source>Each object alone (DAVIS 2017)</source>
        <translation>객체마다 따로(DAVIS 2017)</translation>
    </message>
    <message>
        <source>All objects as one (DAVIS 2016)</source>
        <translation>모든 객체를 하나로(DAVIS 2016)</translation>
    </message>
    <message>
        <source>&amp;Protocol:</source>
        <translation>프로토콜(&amp;P):</translation>
    </message>
    <message>
        <source>&amp;Score</source>
        <translation>점수 매기기(&amp;S)</translation>
    </message>
</context>
<context>
    <name>revseg::ScorePanel</name>
    <message>
        <source>Object</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>J&amp;F</source>
        <translation>J&amp;F</translation>
    </message>
    <message>
        <source>J mean</source>
        <translation>J 평균</translation>
    </message>
    <message>
        <source>J recall</source>
        <translation>J 재현율</translation>
    </message>
    <message>
        <source>J decay</source>
        <translation>J 감소</translation>
    </message>
    <message>
        <source>F mean</source>
        <translation>F 평균</translation>
    </message>
    <message>
        <source>F recall</source>
        <translation>F 재현율</translation>
    </message>
    <message>
        <source>F decay</source>
        <translation>F 감소</translation>
    </message>
    <message>
        <source>Mean of J and F</source>
        <translation>J와 F의 평균</translation>
    </message>
    <message>
        <source>J: intersection over union of the areas</source>
        <translation>J: 영역의 교집합/합집합</translation>
    </message>
    <message>
        <source>Share of frames with a J above 0.5</source>
        <translation>J가 0.5를 넘는 프레임의 비율</translation>
    </message>
    <message>
        <source>J of the first quarter minus that of the last</source>
        <translation>처음 4분의 1의 J에서 마지막 4분의 1의 J를 뺀 값</translation>
    </message>
    <message>
        <source>F: how well the outlines agree</source>
        <translation>F: 윤곽선이 일치하는 정도</translation>
    </message>
    <message>
        <source>Share of frames with an F above 0.5</source>
        <translation>F가 0.5를 넘는 프레임의 비율</translation>
    </message>
    <message>
        <source>F of the first quarter minus that of the last</source>
        <translation>처음 4분의 1의 F에서 마지막 4분의 1의 F를 뺀 값</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>%1 (of the truth only)</source>
        <translation>%1(정답에만 있음)</translation>
    </message>
    <message>
        <source>Not in the truth: %1.</source>
        <translation>정답에 없음: %1.</translation>
    </message>
    <message>
        <source>Nothing has been scored yet.</source>
        <translation>아직 점수를 매기지 않았습니다.</translation>
    </message>
    <message numerus="yes">
        <source>J&amp;F %1 against %2, %n frame(s), %3</source>
        <translation>
            <numerusform>J&amp;F %1, 비교 대상 %2, %n프레임, %3</numerusform>
        </translation>
    </message>
    <message>
        <source>all objects as one (DAVIS 2016)</source>
        <translation>모든 객체를 하나로(DAVIS 2016)</translation>
    </message>
    <message>
        <source>each object alone (DAVIS 2017)</source>
        <translation>객체마다 따로(DAVIS 2017)</translation>
    </message>
    <message>
        <source>The masks have changed since: score again.</source>
        <translation>그 뒤로 마스크가 바뀌었습니다. 다시 점수를 매기세요.</translation>
    </message>
</context>
<context>
    <name>revseg::SettingsDialog</name>
    <message>
        <source>A server (OpenAI-compatible chat completions)</source>
        <translation>서버 (OpenAI 호환 채팅 완성)</translation>
    </message>
    <message>
        <source>A recorded answer (trace)</source>
        <translation>기록된 답 (trace)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Who answers questions</source>
        <translation>누가 질문에 답하는가</translation>
    </message>
    <message>
        <source>Name of the model, e.g. Qwen/Qwen2.5-VL-7B-Instruct</source>
        <translation>모델 이름, 예: Qwen/Qwen2.5-VL-7B-Instruct</translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation>주소(&amp;A):</translation>
    </message>
    <message>
        <source>&amp;Model:</source>
        <translation>모델(&amp;M):</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>찾아보기(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;File:</source>
        <translation>파일(&amp;F):</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>시스템에 따름</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>&amp;Theme:</source>
        <translation>테마(&amp;T):</translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation>언어(&amp;L):</translation>
    </message>
    <message>
        <source>Opacity of masks</source>
        <translation>마스크의 불투명도</translation>
    </message>
    <message>
        <source>&amp;Opacity of masks:</source>
        <translation>마스크의 불투명도(&amp;O):</translation>
    </message>
    <message>
        <source>Recorded answer</source>
        <translation>기록된 답</translation>
    </message>
    <message>
        <source>Traces (*.json);;All files (*)</source>
        <translation>기록 (*.json);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>C&amp;heck</source>
        <translation>확인(&amp;H)</translation>
    </message>
    <message>
        <source>A model in this program</source>
        <translation>이 프로그램 안의 모델</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>저장(&amp;S)</translation>
    </message>
    <message>
        <source>F&amp;orget</source>
        <translation>지우기(&amp;O)</translation>
    </message>
    <message>
        <source>vLLM, SGLang, llama-server, Ollama and hosted services speak this protocol. A key, if one is needed, is kept in the system keychain; the environment variable REVSEG_API_KEY takes its place. Frames of your videos are sent to this address and nowhere else.</source>
        <translation>vLLM, SGLang, llama-server, Ollama와 호스팅 서비스가 이 프로토콜을 씁니다. 키가 필요하면 시스템 키체인에 보관하며, 환경 변수 REVSEG_API_KEY가 있으면 그것을 대신 씁니다. 비디오 프레임은 이 주소로만 보냅니다.</translation>
    </message>
    <message>
        <source>&amp;Key:</source>
        <translation>키(&amp;K):</translation>
    </message>
    <message>
        <source>Choose a model fol&amp;der…</source>
        <translation>모델 폴더 고르기(&amp;D)…</translation>
    </message>
    <message>
        <source>Folder of a Qwen2.5-VL model</source>
        <translation>Qwen2.5-VL 모델 폴더</translation>
    </message>
    <message>
        <source>Folder of the model</source>
        <translation>모델 폴더</translation>
    </message>
    <message>
        <source>Folder of a model</source>
        <translation>모델 폴더</translation>
    </message>
    <message>
        <source>The key in REVSEG_API_KEY is used.</source>
        <translation>REVSEG_API_KEY의 키를 씁니다.</translation>
    </message>
    <message>
        <source>A key for %1 is in the system keychain.</source>
        <translation>%1의 키가 시스템 키체인에 있습니다.</translation>
    </message>
    <message>
        <source>No key is saved for this address.</source>
        <translation>이 주소에 저장된 키가 없습니다.</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>서버에 묻는 중…</translation>
    </message>
    <message>
        <source>The server answers; it does not list its models.</source>
        <translation>서버가 응답합니다. 모델 목록은 주지 않습니다.</translation>
    </message>
    <message>
        <source>The server answers, but “%1” is not among its models.</source>
        <translation>서버가 응답하지만 모델 목록에 “%1”이(가) 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>The server answers. Models: %n</source>
        <translation>
            <numerusform>서버가 응답합니다. 모델: %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for the system keychain…</source>
        <translation>시스템 키체인을 기다리는 중…</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>As usual (%1 MB)</source>
        <translation>보통대로 (%1 MB)</translation>
    </message>
    <message>
        <source>How much memory decoded frames may hold, so that going back to them takes no time. 0: a quarter of this machine&apos;s, at most 2 GB.</source>
        <translation>디코딩한 프레임이 차지해도 되는 메모리입니다. 다시 볼 때 시간이 걸리지 않게 합니다. 0: 이 컴퓨터 메모리의 4분의 1, 많아야 2 GB.</translation>
    </message>
    <message>
        <source>Memory for decoded frames</source>
        <translation>디코딩한 프레임의 메모리</translation>
    </message>
    <message>
        <source>&amp;Decoded frames:</source>
        <translation>디코딩한 프레임(&amp;D):</translation>
    </message>
    <message>
        <source>It can tell how sure it is of each word.</source>
        <translation>단어마다 얼마나 확신하는지 알려 줄 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>revseg::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>키보드 단축키</translation>
    </message>
    <message>
        <source>Search for an action or a key</source>
        <translation>동작이나 키 찾기</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>동작</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>키</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>하는 일</translation>
    </message>
</context>
<context>
    <name>revseg::StageCard</name>
    <message>
        <source>Fold or unfold</source>
        <translation>접거나 펼치기</translation>
    </message>
</context>
<context>
    <name>revseg::StageTextEditor</name>
    <message>
        <source>Take over</source>
        <translation>적용</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>편집</translation>
    </message>
</context>
<context>
    <name>revseg::StatusBadge</name>
    <message>
        <source>ok</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>As the model wrote it</source>
        <translation>모델이 쓴 그대로</translation>
    </message>
    <message>
        <source>repaired</source>
        <translation>복구됨</translation>
    </message>
    <message>
        <source>The answer was not quite in the right form and was read with care; see the raw answer</source>
        <translation>답의 형식이 조금 달라 조심해서 읽었습니다. 원래 답을 보세요</translation>
    </message>
    <message>
        <source>invalid</source>
        <translation>무효</translation>
    </message>
    <message>
        <source>The model&apos;s answer could not be used; see the raw answer</source>
        <translation>모델의 답을 사용할 수 없었습니다. 원래 답을 보세요</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>수정됨</translation>
    </message>
    <message>
        <source>Changed by a person</source>
        <translation>사람이 바꿈</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>오래됨</translation>
    </message>
    <message>
        <source>Something that this depends on has changed since</source>
        <translation>이것이 의존하는 것이 그 뒤에 바뀌었습니다</translation>
    </message>
</context>
<context>
    <name>revseg::TimelineWidget</name>
    <message>
        <source>Timeline</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>프레임</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>필름</translation>
    </message>
    <message>
        <source>Film, %1 seen</source>
        <translation>필름, %1개 봄</translation>
    </message>
    <message>
        <source>Objects and their masks appear here.</source>
        <translation>객체와 마스크가 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Sample %1: frame %2 was shown to the model</source>
        <translation>샘플 %1: 프레임 %2을(를) 모델에 보여 주었습니다</translation>
    </message>
    <message>
        <source>Drag to scrub. The wheel scrolls, Ctrl and wheel zoom.</source>
        <translation>끌면 이동합니다. 휠은 스크롤, Ctrl과 휠은 확대입니다.</translation>
    </message>
    <message>
        <source>Ruler in frames</source>
        <translation>프레임 눈금</translation>
    </message>
    <message>
        <source>Ruler in time</source>
        <translation>시간 눈금</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>축소</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>모두 보기</translation>
    </message>
    <message>
        <source>Make frame %1 the keyframe</source>
        <translation>프레임 %1을(를) 키프레임으로</translation>
    </message>
    <message>
        <source>Frame %1, %2</source>
        <translation>프레임 %1, %2</translation>
    </message>
    <message>
        <source>Click to see frames or time. The wheel scrolls, Ctrl and wheel zoom.</source>
        <translation>클릭하면 프레임이나 시간으로 바뀝니다. 휠은 스크롤, Ctrl과 휠은 확대입니다.</translation>
    </message>
    <message>
        <source>Keyframe; drag it to another frame</source>
        <translation>키프레임. 다른 프레임으로 끌어 옮깁니다</translation>
    </message>
    <message>
        <source>This frame is damaged.</source>
        <translation>이 프레임은 손상되었습니다.</translation>
    </message>
    <message>
        <source>no mask</source>
        <translation>마스크 없음</translation>
    </message>
    <message>
        <source>painted by hand</source>
        <translation>손으로 칠함</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>확인됨</translation>
    </message>
    <message>
        <source>out of date</source>
        <translation>오래됨</translation>
    </message>
    <message>
        <source>score %1</source>
        <translation>점수 %1</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>Markers</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>The timeline of the video appears here.</source>
        <translation>비디오의 타임라인이 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Up and Down choose the object, plus and minus zoom at the current frame, zero shows all.</source>
        <translation>위와 아래로 객체를 고르고, 더하기와 빼기로 현재 프레임에서 확대·축소하며, 0으로 모두 봅니다.</translation>
    </message>
    <message>
        <source>Sample %1, frame %2</source>
        <translation>샘플 %1, 프레임 %2</translation>
    </message>
    <message>
        <source>Frame %1, which the model did not see</source>
        <translation>모델이 보지 못한 프레임 %1</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>occluded</source>
        <translation>가려짐</translation>
    </message>
    <message>
        <source>out of frame</source>
        <translation>화면 밖</translation>
    </message>
    <message>
        <source>tracked</source>
        <translation>추적됨</translation>
    </message>
    <message>
        <source>from a run of the chain</source>
        <translation>체인의 실행에서 옴</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>가져옴</translation>
    </message>
    <message>
        <source>would change, IoU %1</source>
        <translation>바뀔 마스크, IoU %1</translation>
    </message>
</context>
<context>
    <name>revseg::ToolOptions</name>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>허용 오차</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Diameter of the brush in pixels of the video ([ and ], or Alt and a drag)</source>
        <translation>비디오 픽셀로 나타낸 브러시의 지름([와 ], 또는 Alt를 누르고 끌기)</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>둥글게</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>네모나게</translation>
    </message>
    <message>
        <source>Shape of the brush</source>
        <translation>브러시의 모양</translation>
    </message>
    <message>
        <source>How much a colour may differ from the one clicked on (Ctrl and wheel)</source>
        <translation>클릭한 색과 얼마나 달라도 되는지(Ctrl과 휠)</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>더하기</translation>
    </message>
    <message>
        <source>Subtract</source>
        <translation>빼기</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>What the area does to the mask; Shift held adds, Alt or Ctrl held takes away</source>
        <translation>영역이 마스크에 하는 일. Shift를 누르면 더하고 Alt나 Ctrl을 누르면 뺍니다</translation>
    </message>
    <message>
        <source>What the area does to the mask</source>
        <translation>영역이 마스크에 하는 일</translation>
    </message>
</context>
<context>
    <name>revseg::TrackerDialog</name>
    <message>
        <source>&amp;Built in: follows motion and colours, needs no model</source>
        <translation>내장(&amp;B): 움직임과 색을 따라가며 모델이 필요 없음</translation>
    </message>
    <message>
        <source>&amp;SAM 2 or 2.1, in this program</source>
        <translation>이 프로그램 안의 SAM 2 또는 2.1(&amp;S)</translation>
    </message>
    <message>
        <source>Tracker</source>
        <translation>추적기</translation>
    </message>
    <message>
        <source>sam2.1_hiera_tiny.pt, or a folder with model.safetensors</source>
        <translation>sam2.1_hiera_tiny.pt 또는 model.safetensors가 있는 폴더</translation>
    </message>
    <message>
        <source>&amp;File…</source>
        <translation>파일(&amp;F)…</translation>
    </message>
    <message>
        <source>F&amp;older…</source>
        <translation>폴더(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Model:</source>
        <translation>모델(&amp;M):</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>프로세서</translation>
    </message>
    <message>
        <source>CUDA graphics card</source>
        <translation>CUDA 그래픽 카드</translation>
    </message>
    <message>
        <source>&amp;Runs on:</source>
        <translation>실행 장치(&amp;R):</translation>
    </message>
    <message>
        <source>float32: exact</source>
        <translation>float32: 정확함</translation>
    </message>
    <message>
        <source>bfloat16: half the memory; faster where the device has it</source>
        <translation>bfloat16: 메모리 절반, 장치가 지원하면 더 빠름</translation>
    </message>
    <message>
        <source>&amp;Precision:</source>
        <translation>정밀도(&amp;P):</translation>
    </message>
    <message>
        <source>As trained: best masks</source>
        <translation>학습된 크기: 가장 좋은 마스크</translation>
    </message>
    <message>
        <source>512: draft, about four times as fast</source>
        <translation>512: 초안, 약 네 배 빠름</translation>
    </message>
    <message>
        <source>256: rough, for a first look</source>
        <translation>256: 대략, 첫 확인용</translation>
    </message>
    <message>
        <source>P&amp;icture size:</source>
        <translation>그림 크기(&amp;I):</translation>
    </message>
    <message>
        <source>Weights are not shipped with the program: take a .pt file of Meta&apos;s, or a folder from the Hugging Face hub such as facebook/sam2.1-hiera-tiny.</source>
        <translation>가중치는 프로그램에 들어 있지 않습니다. Meta의 .pt 파일이나 facebook/sam2.1-hiera-tiny 같은 Hugging Face 허브의 폴더를 쓰십시오.</translation>
    </message>
    <message>
        <source>Folder of a SAM 2 model</source>
        <translation>SAM 2 모델 폴더</translation>
    </message>
    <message>
        <source>File of a SAM 2 model</source>
        <translation>SAM 2 모델 파일</translation>
    </message>
    <message>
        <source>Models (*.pt *.safetensors);;All files (*)</source>
        <translation>모델 (*.pt *.safetensors);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Prefer masks that mo&amp;ve as before (SAMURAI)</source>
        <translation>이전과 같이 움직이는 마스크 선호(SAMURAI)(&amp;V)</translation>
    </message>
</context>
<context>
    <name>revseg::VideosPanel</name>
    <message>
        <source>Search videos</source>
        <translation>비디오 찾기</translation>
    </message>
    <message>
        <source>No videos yet. Drop files or folders of stills here, or press Ctrl+Shift+O.</source>
        <translation>아직 비디오가 없습니다. 파일이나 정지 화면 폴더를 여기에 놓거나 Ctrl+Shift+O를 누르세요.</translation>
    </message>
    <message>
        <source>Videos of the project</source>
        <translation>프로젝트의 비디오</translation>
    </message>
    <message>
        <source>%1
Missing</source>
        <translation>%1
없음</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>정렬</translation>
    </message>
    <message>
        <source>Order of the list</source>
        <translation>목록의 순서</translation>
    </message>
    <message>
        <source>Notes on this video</source>
        <translation>이 비디오의 메모</translation>
    </message>
    <message>
        <source>Kept in the project with this video</source>
        <translation>이 비디오와 함께 프로젝트에 저장됩니다</translation>
    </message>
    <message>
        <source>%1
Another file</source>
        <translation>%1
다른 파일</translation>
    </message>
</context>
<context>
    <name>revseg::studio::AttentionController</name>
    <message>
        <source>Select words that the model wrote first, in the reasoning or in the raw answers.</source>
        <translation>먼저 추론이나 원문 답에서 모델이 쓴 말을 선택하세요.</translation>
    </message>
    <message>
        <source>Attention of “%1”</source>
        <translation>“%1”의 주의</translation>
    </message>
</context>
<context>
    <name>revseg::studio::ChainController</name>
    <message>
        <source>answer</source>
        <translation>답</translation>
    </message>
    <message>
        <source>This answer is replayed from a recording.</source>
        <translation>이 답은 기록에서 재생됩니다.</translation>
    </message>
    <message>
        <source>This answer is replayed from a recording: %1.</source>
        <translation>이 답은 기록에서 재생됩니다: %1.</translation>
    </message>
    <message>
        <source>Asking again: %1</source>
        <translation>다시 묻는 중: %1</translation>
    </message>
    <message>
        <source>Nothing to track: the model says that there is no such object.</source>
        <translation>추적할 것이 없습니다. 모델은 그런 객체가 없다고 합니다.</translation>
    </message>
    <message>
        <source>Tracking: %1 of %2 frames</source>
        <translation>추적 중: %2프레임 가운데 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) have a mask.</source>
        <translation>
            <numerusform>프레임 %n개에 마스크가 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>written by hand</source>
        <translation>손으로 쓴 답</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>손으로</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>오래됨</translation>
    </message>
    <message>
        <source>A recording cannot look again: its recorded answer is replayed.</source>
        <translation>기록은 다시 볼 수 없어 기록된 답을 재생합니다.</translation>
    </message>
    <message>
        <source>Accept or discard the new result first.</source>
        <translation>먼저 새 결과를 받아들이거나 버리세요.</translation>
    </message>
    <message>
        <source>Wait until the work is done, or stop it.</source>
        <translation>작업이 끝날 때까지 기다리거나 멈추세요.</translation>
    </message>
    <message>
        <source>There is no run yet: ask the question first.</source>
        <translation>아직 실행이 없습니다. 먼저 질문하세요.</translation>
    </message>
    <message>
        <source>Nothing is stale: change a stage of the run first.</source>
        <translation>오래된 것이 없습니다. 먼저 실행의 한 단계를 바꾸세요.</translation>
    </message>
    <message>
        <source>Stopped; the frames that are done are kept.</source>
        <translation>멈췄습니다. 끝난 프레임은 남습니다.</translation>
    </message>
    <message>
        <source>The model says that there is no such object.</source>
        <translation>모델은 그런 객체가 없다고 합니다.</translation>
    </message>
    <message>
        <source>Masks: IoU %1.</source>
        <translation>마스크: IoU %1.</translation>
    </message>
    <message>
        <source>Keyframe: %1, before %2.</source>
        <translation>키프레임: %1, 전에는 %2.</translation>
    </message>
    <message>
        <source>Box: IoU %1.</source>
        <translation>상자: IoU %1.</translation>
    </message>
    <message>
        <source>Another description.</source>
        <translation>설명이 다릅니다.</translation>
    </message>
    <message>
        <source>New result against the old one. %1</source>
        <translation>새 결과를 이전 결과와 비교. %1</translation>
    </message>
    <message>
        <source>It was stopped: not all frames are new.</source>
        <translation>도중에 멈춰서 모든 프레임이 새것은 아닙니다.</translation>
    </message>
    <message>
        <source>before</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>New masks; the old ones are kept until you accept these.</source>
        <translation>새 마스크입니다. 받아들일 때까지 이전 마스크가 남아 있습니다.</translation>
    </message>
    <message>
        <source>The old result stays.</source>
        <translation>이전 결과가 그대로 남습니다.</translation>
    </message>
    <message>
        <source>reasoning</source>
        <translation>추론</translation>
    </message>
    <message>
        <source>keyframe</source>
        <translation>키프레임</translation>
    </message>
    <message>
        <source>description</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>box</source>
        <translation>상자</translation>
    </message>
    <message>
        <source>masks</source>
        <translation>마스크</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>실행 %1</translation>
    </message>
    <message>
        <source>%1 by hand</source>
        <translation>손으로: %1</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>시드 %1</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>정지됨</translation>
    </message>
    <message>
        <source>Frame %1: %2</source>
        <translation>프레임 %1: %2</translation>
    </message>
    <message>
        <source>No keyframe</source>
        <translation>키프레임 없음</translation>
    </message>
    <message>
        <source>Made before the last edit.</source>
        <translation>마지막 수정 전에 만들어졌습니다.</translation>
    </message>
    <message>
        <source>Not tracked yet.</source>
        <translation>아직 추적하지 않았습니다.</translation>
    </message>
    <message>
        <source>Written by hand: describe the object and draw its box here, or let the model fill in what is missing.</source>
        <translation>손으로 쓴 체인입니다. 여기서 객체를 설명하고 상자를 그리거나, 빠진 것을 모델이 채우게 하세요.</translation>
    </message>
    <message>
        <source>By hand: %1. Stale: %2.</source>
        <translation>손으로: %1. 오래됨: %2.</translation>
    </message>
    <message>
        <source>Stale: %1.</source>
        <translation>오래됨: %1.</translation>
    </message>
    <message>
        <source>This run is not complete.</source>
        <translation>이 실행은 온전하지 않습니다.</translation>
    </message>
    <message>
        <source>You corrected the mask on frame %1.</source>
        <translation>프레임 %1의 마스크를 고쳤습니다.</translation>
    </message>
    <message>
        <source>Its tight box and the box of the chain: IoU %1.</source>
        <translation>그 마스크에 꼭 맞는 상자와 체인의 상자: IoU %1.</translation>
    </message>
    <message>
        <source>%1 is shown; the project uses the masks of another run.</source>
        <translation>%1을(를) 보고 있습니다. 프로젝트는 다른 실행의 마스크를 사용합니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n mask(s) by hand or checked stayed as they were.</source>
        <translation>
            <numerusform>손으로 칠했거나 확인한 마스크 %n개는 그대로 남았습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no other run to compare with.</source>
        <translation>비교할 다른 실행이 없습니다.</translation>
    </message>
    <message>
        <source>%1 against %2. %3</source>
        <translation>%1을(를) %2과(와) 비교. %3</translation>
    </message>
    <message>
        <source>Taking samples</source>
        <translation>샘플 뽑는 중</translation>
    </message>
    <message>
        <source>as written %1</source>
        <translation>답변 원본 %1</translation>
    </message>
    <message>
        <source>There is no video yet: add one first.</source>
        <translation>아직 비디오가 없습니다. 먼저 추가하세요.</translation>
    </message>
    <message>
        <source>The video is not open yet; try again when its first picture is there.</source>
        <translation>비디오가 아직 열리지 않았습니다. 첫 화면이 나온 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The other objects have the boxes of their masks on this frame: look at them.</source>
        <translation>다른 객체에는 이 프레임의 마스크에서 얻은 상자를 썼습니다. 확인해 보세요.</translation>
    </message>
    <message>
        <source>The tracker failed: not all frames are new.</source>
        <translation>추적기가 실패했습니다. 모든 프레임이 새로 만들어지지는 않았습니다.</translation>
    </message>
    <message>
        <source>vote</source>
        <translation>투표</translation>
    </message>
    <message>
        <source>The tracker failed: %1.</source>
        <translation>추적기가 실패했습니다: %1.</translation>
    </message>
    <message>
        <source>Stopped; the samples that are done are kept.</source>
        <translation>멈췄습니다. 끝난 샘플은 보관됩니다.</translation>
    </message>
    <message>
        <source>The trace holds no runs.</source>
        <translation>추적 기록에 실행이 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) imported; press F5 to make the masks of the one shown.</source>
        <translation>
            <numerusform>실행 %n개를 가져왔습니다. 표시된 실행의 마스크를 만들려면 F5를 누르세요.</numerusform>
        </translation>
    </message>
    <message>
        <source>The trace is in %1.</source>
        <translation>추적 기록을 %1에 저장했습니다.</translation>
    </message>
    <message>
        <source>Least on frame %1.</source>
        <translation>프레임 %1에서 가장 낮음.</translation>
    </message>
    <message>
        <source>Box %1: IoU %2.</source>
        <translation>상자 %1: IoU %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) fewer.</source>
        <translation>
            <numerusform>객체 %n개 줄어듦.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) more.</source>
        <translation>
            <numerusform>객체 %n개 늘어남.</numerusform>
        </translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>비교하는 중…</translation>
    </message>
    <message>
        <source>All boxes of a run are on its keyframe, which is frame %1: draw it there.</source>
        <translation>한 실행의 상자는 모두 키프레임에 있습니다. 키프레임은 프레임 %1이니 거기에 그리십시오.</translation>
    </message>
    <message>
        <source>It is the only object of the run: draw its box anew, or delete the run.</source>
        <translation>이 실행의 유일한 객체입니다. 상자를 다시 그리거나 실행을 삭제하십시오.</translation>
    </message>
    <message>
        <source>Reading the masks of the run…</source>
        <translation>실행의 마스크를 읽는 중…</translation>
    </message>
    <message>
        <source>Called off: the masks of the project are as they were.</source>
        <translation>취소했습니다. 프로젝트의 마스크는 그대로입니다.</translation>
    </message>
</context>
<context>
    <name>revseg::studio::EditWriter</name>
    <message>
        <source>Undo %1</source>
        <translation>%1 실행 취소</translation>
    </message>
    <message>
        <source>Redo %1</source>
        <translation>%1 다시 실행</translation>
    </message>
</context>
<context>
    <name>revseg::studio::ExchangeController</name>
    <message>
        <source>%1 of %2 on %3</source>
        <comment>masks, objects, frames</comment>
        <translation>%3에서 %2의 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n mask(s)</source>
        <translation>
            <numerusform>마스크 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>객체 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>프레임 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped; nothing was changed.</source>
        <translation>중지했습니다. 바뀐 것이 없습니다.</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>가져왔습니다</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>내보냈습니다</translation>
    </message>
    <message>
        <source>It was read back and compared: nothing differs.</source>
        <translation>다시 읽어 비교했습니다. 다른 점이 없습니다.</translation>
    </message>
    <message>
        <source>It was opened again: all its frames are there.</source>
        <translation>다시 열어 보았습니다. 모든 프레임이 있습니다.</translation>
    </message>
</context>
<context>
    <name>revseg::studio::MainWindow</name>
    <message>
        <source>ReVSeg Studio</source>
        <translation>ReVSeg 스튜디오</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>비디오</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>Question and reasoning</source>
        <translation>질문과 추론</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>도구</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행</translation>
    </message>
    <message>
        <source>Memory that decoded frames hold</source>
        <translation>디코딩한 프레임이 차지하는 메모리</translation>
    </message>
    <message>
        <source>Zoom: screen pixels for a pixel of the picture</source>
        <translation>배율: 그림 한 픽셀에 쓰이는 화면 픽셀</translation>
    </message>
    <message>
        <source>Pixel under the pointer: x, y and its red, green and blue</source>
        <translation>포인터 아래의 픽셀: x, y와 빨강, 초록, 파랑</translation>
    </message>
    <message>
        <source>Open re&amp;cent</source>
        <translation>최근 프로젝트 열기(&amp;C)</translation>
    </message>
    <message>
        <source>No project yet</source>
        <translation>아직 프로젝트가 없습니다</translation>
    </message>
    <message>
        <source>On the picture</source>
        <translation>그림 위에서</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>포인터 위치에서 확대</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>휠</translation>
    </message>
    <message>
        <source>Larger and smaller around the pointer</source>
        <translation>포인터를 중심으로 크게 또는 작게</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>그림 옮기기</translation>
    </message>
    <message>
        <source>Middle button; Space and drag</source>
        <translation>가운데 단추, 또는 Space를 누르고 끌기</translation>
    </message>
    <message>
        <source>In every tool</source>
        <translation>어느 도구에서나</translation>
    </message>
    <message>
        <source>Brush size</source>
        <translation>브러시 크기</translation>
    </message>
    <message>
        <source>Ctrl and wheel</source>
        <translation>Ctrl과 휠</translation>
    </message>
    <message>
        <source>While the brush or the eraser is in hand</source>
        <translation>브러시나 지우개를 들고 있을 때</translation>
    </message>
    <message>
        <source>About ReVSeg Studio</source>
        <translation>ReVSeg 스튜디오 정보</translation>
    </message>
    <message>
        <source>&lt;b&gt;ReVSeg Studio %1&lt;/b&gt;</source>
        <translation>&lt;b&gt;ReVSeg 스튜디오 %1&lt;/b&gt;</translation>
    </message>
    <message>
        <source>Ask about a video and get masks of the answer on every frame.&lt;br&gt;&lt;br&gt;Free software under the GNU General Public License, version 3 or later. It stands on Qt %1, FFmpeg and OpenCV.&lt;br&gt;&lt;br&gt;Nothing leaves this machine but the frames you send to a server you have chosen.</source>
        <translation>비디오에 대해 질문하고 모든 프레임에서 답의 마스크를 얻습니다.&lt;br&gt;&lt;br&gt;GNU 일반 공중 사용 허가서 버전 3 이상을 따르는 자유 소프트웨어입니다. Qt %1, FFmpeg, OpenCV를 바탕으로 합니다.&lt;br&gt;&lt;br&gt;직접 고른 서버로 보내는 프레임 말고는 아무것도 이 컴퓨터를 떠나지 않습니다.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 (read only) — ReVSeg Studio</source>
        <translation>%1 (읽기 전용) — ReVSeg 스튜디오</translation>
    </message>
    <message>
        <source>%1 — ReVSeg Studio</source>
        <translation>%1 — ReVSeg 스튜디오</translation>
    </message>
    <message>
        <source>Some frames of this video are damaged.</source>
        <translation>이 비디오의 일부 프레임이 손상되었습니다.</translation>
    </message>
    <message>
        <source>They are marked red on the timeline.</source>
        <translation>타임라인에 빨갛게 표시되어 있습니다.</translation>
    </message>
    <message>
        <source>This video cannot be shown.</source>
        <translation>이 비디오를 보여 줄 수 없습니다.</translation>
    </message>
    <message>
        <source>Frame %1   %2   %3</source>
        <translation>프레임 %1   %2   %3</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>손상됨</translation>
    </message>
    <message>
        <source>Drop a video or a folder of stills here, or press Ctrl+O to open a project.</source>
        <translation>비디오나 정지 화면 폴더를 여기에 놓거나 Ctrl+O를 눌러 프로젝트를 여세요.</translation>
    </message>
    <message>
        <source>Drop a video or a folder of stills here, or press Ctrl+Shift+O to add one.</source>
        <translation>비디오나 정지 화면 폴더를 여기에 놓거나 Ctrl+Shift+O를 눌러 추가하세요.</translation>
    </message>
    <message>
        <source>Opening “%1”…</source>
        <translation>“%1” 여는 중…</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Undo %1</source>
        <translation>%1 실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>다시 실행(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Redo %1</source>
        <translation>%1 다시 실행(&amp;R)</translation>
    </message>
    <message>
        <source>Playing at %1×</source>
        <translation>%1×(으)로 재생 중</translation>
    </message>
    <message>
        <source>%1, %2   %3 %4 %5</source>
        <translation>%1, %2   %3 %4 %5</translation>
    </message>
    <message>
        <source>%1: %2 of %3, %4 s left</source>
        <translation>%1: %3 중 %2, %4초 남음</translation>
    </message>
    <message>
        <source>Since play started: frames shown, frames left out to keep time, frames that came too late by more than half a frame</source>
        <translation>재생을 시작한 뒤 보인 프레임, 시간을 맞추려고 빠진 프레임, 반 프레임 넘게 늦은 프레임</translation>
    </message>
    <message>
        <source>Cache %1 of %2 MB</source>
        <translation>캐시 %1 / %2 MB</translation>
    </message>
    <message>
        <source>Shown %1, dropped %2, late %3</source>
        <translation>보임 %1, 빠짐 %2, 늦음 %3</translation>
    </message>
    <message>
        <source>Your last changes are in memory only: %1.</source>
        <translation>마지막 변경이 메모리에만 있습니다: %1.</translation>
    </message>
    <message>
        <source>Make room on the disk and go on, or save the project elsewhere (Ctrl+Shift+S).</source>
        <translation>디스크에 자리를 만들고 계속하거나, 프로젝트를 다른 곳에 저장하세요(Ctrl+Shift+S).</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s), %1</source>
        <translation>
            <numerusform>%n프레임, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1
%2×%3 pixels</source>
        <translation>%1
%2×%3 픽셀</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>검토</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Drag a box around the object on this frame; Esc gives it up.</source>
        <translation>이 프레임의 객체 둘레에 상자를 끄세요. Esc로 그만둡니다.</translation>
    </message>
    <message>
        <source>Re-run (F5)</source>
        <translation>재실행(F5)</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>받아들이기</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>This frame</source>
        <translation>이 프레임으로</translation>
    </message>
    <message>
        <source>Redraw</source>
        <translation>다시 그리기</translation>
    </message>
    <message>
        <source>From mask</source>
        <translation>마스크에서</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>사용</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>New batch…</source>
        <translation>새 일괄 작업…</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>가장 좋음</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>틀림</translation>
    </message>
    <message>
        <source>Export presentation</source>
        <translation>발표 내보내기</translation>
    </message>
    <message>
        <source>MP4 video (*.mp4)</source>
        <translation>MP4 비디오 (*.mp4)</translation>
    </message>
    <message>
        <source>Pause batch</source>
        <translation>일괄 작업 일시 정지</translation>
    </message>
    <message>
        <source>Run batch</source>
        <translation>일괄 작업 실행</translation>
    </message>
    <message>
        <source>Enter closes, Backspace takes a corner back</source>
        <translation>Enter로 닫고 Backspace로 모서리 하나를 되돌립니다</translation>
    </message>
    <message>
        <source>Left: on the object. Right: beside it. Enter takes the mask, Esc gives it up.</source>
        <translation>왼쪽: 객체 위. 오른쪽: 객체 밖. Enter로 마스크를 받아들이고 Esc로 그만둡니다.</translation>
    </message>
    <message>
        <source>Accept or discard the new result first.</source>
        <translation>먼저 새 결과를 받아들이거나 버리세요.</translation>
    </message>
    <message>
        <source>Everything is on disk again.</source>
        <translation>모두 다시 디스크에 저장되었습니다.</translation>
    </message>
    <message>
        <source>SAM 2 makes and carries the masks from now on.</source>
        <translation>이제부터 SAM 2가 마스크를 만들고 옮깁니다.</translation>
    </message>
    <message>
        <source>The built-in tracker makes and carries the masks from now on.</source>
        <translation>이제부터 내장 추적기가 마스크를 만들고 옮깁니다.</translation>
    </message>
    <message>
        <source>Import trace</source>
        <translation>추적 기록 가져오기</translation>
    </message>
    <message>
        <source>Traces (*.json)</source>
        <translation>추적 기록 (*.json)</translation>
    </message>
    <message>
        <source>Export trace</source>
        <translation>추적 기록 내보내기</translation>
    </message>
    <message>
        <source>Vote</source>
        <translation>투표</translation>
    </message>
    <message>
        <source>being read, %1</source>
        <translation>읽는 중, %1</translation>
    </message>
    <message numerus="yes">
        <source>%n more cannot be added either.</source>
        <translation>
            <numerusform>그 밖에 %n개도 추가할 수 없습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the project under another name (Ctrl+Shift+S) to keep them.</source>
        <translation>보존하려면 프로젝트를 다른 이름으로 저장하세요(Ctrl+Shift+S).</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>As the model saw it</source>
        <translation>모델이 본 대로</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Memory that SAM 2 holds: its weights, what it has seen of the frames around the one shown, and what it remembers of objects</source>
        <translation>SAM 2가 사용하는 메모리: 가중치, 현재 프레임 주변의 특징, 객체에 대한 기억</translation>
    </message>
    <message>
        <source>Drag a box around one more object; Esc gives it up.</source>
        <translation>객체 하나를 더 상자로 둘러싸십시오. Esc로 그만둡니다.</translation>
    </message>
    <message>
        <source>Select the object to be taken out in the list of objects first.</source>
        <translation>먼저 객체 목록에서 뺄 객체를 선택하십시오.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>SAM 2: %1 MB</source>
        <translation>SAM 2: %1MB</translation>
    </message>
    <message>
        <source>Drag a box; then a left click adds, a right click takes away. Enter takes the mask, Esc gives it up.</source>
        <translation>상자를 끌어 그린 뒤 왼쪽 클릭은 더하고 오른쪽 클릭은 뺍니다. Enter는 마스크를 적용하고 Esc는 버립니다.</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>주의</translation>
    </message>
</context>
<context>
    <name>revseg::studio::MaskCommands</name>
    <message>
        <source>Nothing to change there.</source>
        <translation>거기에는 바꿀 것이 없습니다.</translation>
    </message>
    <message>
        <source>There is no mask to copy on this frame.</source>
        <translation>이 프레임에 복사할 마스크가 없습니다.</translation>
    </message>
    <message>
        <source>Copied the mask of “%1”; paste it on any frame or object.</source>
        <translation>“%1”의 마스크를 복사했습니다. 어느 프레임이나 객체에든 붙여넣으세요.</translation>
    </message>
    <message>
        <source>Copy a mask first (Ctrl+C).</source>
        <translation>먼저 마스크를 복사하세요(Ctrl+C).</translation>
    </message>
    <message>
        <source>There is only one object.</source>
        <translation>객체가 하나뿐입니다.</translation>
    </message>
    <message>
        <source>Merge objects</source>
        <translation>객체 합치기</translation>
    </message>
    <message>
        <source>Add the masks of this object to the current one:</source>
        <translation>현재 객체에 이 객체의 마스크를 더합니다:</translation>
    </message>
    <message>
        <source>Colour of “%1”</source>
        <translation>“%1”의 색</translation>
    </message>
    <message>
        <source>There is no mask to copy on these frames.</source>
        <translation>이 프레임들에는 복사할 마스크가 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>Copied %n mask(s) of “%1”; paste them on any object, from any frame on.</source>
        <translation>
            <numerusform>“%1”의 마스크 %n개를 복사했습니다. 어느 객체에든, 어느 프레임부터든 붙여넣으세요.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::studio::MediaController</name>
    <message>
        <source>“%1” is not the file that this project was made with: another one has taken its place.</source>
        <translation>“%1”은(는) 이 프로젝트를 만들 때 쓴 파일이 아닙니다. 다른 파일이 그 자리에 있습니다.</translation>
    </message>
    <message>
        <source>It has %1 frames instead of %2.</source>
        <translation>프레임이 %2개가 아니라 %1개입니다.</translation>
    </message>
    <message>
        <source>Put the original back, or look for it with Ctrl+Shift+M.</source>
        <translation>원래 파일을 되돌려 놓거나 Ctrl+Shift+M으로 찾으세요.</translation>
    </message>
    <message>
        <source>Where to look for moved videos</source>
        <translation>옮겨진 비디오를 찾을 곳</translation>
    </message>
    <message>
        <source>No video of this project is missing.</source>
        <translation>이 프로젝트에 없어진 비디오가 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>Found %n moved video(s) in %1.</source>
        <translation>
            <numerusform>%1에서 옮겨진 비디오 %n개를 찾았습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>None of the missing videos is in %1.</source>
        <translation>없어진 비디오가 %1에 없습니다.</translation>
    </message>
    <message>
        <source>No frame of this video is damaged.</source>
        <translation>이 비디오에 손상된 프레임이 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) are damaged. They are marked red on the timeline.</source>
        <translation>
            <numerusform>프레임 %n개가 손상되었습니다. 타임라인에 빨간색으로 표시됩니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>revseg::studio::ModelViewController</name>
    <message>
        <source>The model did not see frame %1; the nearest that it saw is %2.</source>
        <translation>모델은 프레임 %1을 보지 않았습니다. 본 것 중 가장 가까운 프레임은 %2입니다.</translation>
    </message>
    <message>
        <source>No model has seen this video for the run shown: ask a question.</source>
        <translation>표시된 실행에서 이 비디오를 본 모델이 없습니다. 질문을 해 보십시오.</translation>
    </message>
    <message>
        <source>Video: %1 × %2</source>
        <translation>비디오: %1 × %2</translation>
    </message>
    <message>
        <source>Turn %1: %2 × %3</source>
        <translation>%1번째 차례: %2 × %3</translation>
    </message>
    <message>
        <source>The very pixels that were sent</source>
        <translation>보낸 픽셀 그대로</translation>
    </message>
    <message>
        <source>Made again; what was sent has not been recorded</source>
        <translation>다시 만듦. 보낸 것은 기록되지 않았습니다</translation>
    </message>
    <message>
        <source>Made again; other pixels than those that were sent</source>
        <translation>다시 만듦. 보낸 것과 픽셀이 다릅니다</translation>
    </message>
    <message>
        <source>as written %1</source>
        <translation>적힌 그대로 %1</translation>
    </message>
</context>
<context>
    <name>revseg::studio::PresenterController</name>
    <message>
        <source>The presentation is in %1.</source>
        <translation>발표가 %1에 있습니다.</translation>
    </message>
</context>
<context>
    <name>revseg::studio::ProjectController</name>
    <message>
        <source>New project</source>
        <translation>새 프로젝트</translation>
    </message>
    <message>
        <source>project</source>
        <translation>프로젝트</translation>
    </message>
    <message>
        <source>ReVSeg projects (*.revseg)</source>
        <translation>ReVSeg 프로젝트 (*.revseg)</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>프로젝트 열기</translation>
    </message>
    <message>
        <source>ReVSeg projects (*.revseg);;All files (*)</source>
        <translation>ReVSeg 프로젝트 (*.revseg);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>The project is open elsewhere</source>
        <translation>프로젝트가 다른 곳에서 열려 있습니다</translation>
    </message>
    <message>
        <source>Add videos</source>
        <translation>비디오 추가</translation>
    </message>
    <message>
        <source>Your work is kept in the new project %1.</source>
        <translation>작업은 새 프로젝트 %1에 보관됩니다.</translation>
    </message>
    <message>
        <source>Save project as</source>
        <translation>프로젝트를 다른 이름으로 저장</translation>
    </message>
    <message>
        <source>Your work is now kept in %1.</source>
        <translation>이제 작업은 %1에 저장됩니다.</translation>
    </message>
    <message>
        <source>The project cannot be written</source>
        <translation>프로젝트에 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Everything is on disk, in %1.</source>
        <translation>모두 %1에 저장되어 있습니다.</translation>
    </message>
    <message>
        <source>Videos (%1);;All files (*)</source>
        <translation>비디오 (%1);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Folder of stills or of videos</source>
        <translation>정지 화면이나 비디오 폴더</translation>
    </message>
    <message>
        <source>Another program has “%1” open and is the only one that may change it.</source>
        <translation>다른 프로그램이 “%1”을(를) 열어 두었으며 그 프로그램만 변경할 수 있습니다.</translation>
    </message>
    <message>
        <source>“%1” or its folder is read-only.</source>
        <translation>“%1” 또는 그 폴더가 읽기 전용입니다.</translation>
    </message>
    <message>
        <source>Open it all the same? What you change is kept in memory until you save the project under another name.</source>
        <translation>그래도 여시겠습니까? 변경한 내용은 프로젝트를 다른 이름으로 저장할 때까지 메모리에 보관됩니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n mask(s) or run(s) could not be read any more.</source>
        <translation>
            <numerusform>마스크 또는 실행 %n개를 더 이상 읽을 수 없었습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Changes in memory only</source>
        <translation>메모리에만 있는 변경 사항</translation>
    </message>
    <message>
        <source>The last changes of “%1” could not be written and would be lost.

%2</source>
        <translation>“%1”의 마지막 변경 사항을 쓸 수 없어 잃게 됩니다.

%2</translation>
    </message>
    <message>
        <source>Save As…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>Discard Changes</source>
        <translation>변경 사항 버리기</translation>
    </message>
</context>
<context>
    <name>revseg::studio::ReviewController</name>
    <message>
        <source>low score</source>
        <translation>낮은 점수</translation>
    </message>
    <message>
        <source>size jumps</source>
        <translation>크기 급변</translation>
    </message>
    <message>
        <source>place jumps</source>
        <translation>위치 급변</translation>
    </message>
    <message>
        <source>flicker</source>
        <translation>깜박임</translation>
    </message>
    <message>
        <source>No problem has been found.</source>
        <translation>문제를 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>Every frame of “%1” has been looked at.</source>
        <translation>“%1”의 모든 프레임을 살펴보았습니다.</translation>
    </message>
    <message>
        <source>tracks disagree</source>
        <translation>추적이 서로 다름</translation>
    </message>
</context>
<context>
    <name>revseg::studio::SamplesController</name>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>수정됨</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>frame %1: %2</source>
        <translation>프레임 %1: %2</translation>
    </message>
    <message>
        <source>no such object</source>
        <translation>그런 객체 없음</translation>
    </message>
    <message>
        <source>Folder with the true masks</source>
        <translation>정답 마스크가 있는 폴더</translation>
    </message>
    <message>
        <source>Painted or checked</source>
        <translation>칠했거나 확인한 것</translation>
    </message>
    <message>
        <source>Folder of masks…</source>
        <translation>마스크 폴더…</translation>
    </message>
    <message>
        <source>Folder “%1”</source>
        <translation>폴더 “%1”</translation>
    </message>
</context>
<context>
    <name>revseg::studio::ScoreController</name>
    <message>
        <source>Stopped; nothing was scored.</source>
        <translation>중지했습니다. 점수를 매기지 않았습니다.</translation>
    </message>
    <message>
        <source>Export scores</source>
        <translation>점수 내보내기</translation>
    </message>
    <message>
        <source>Table (*.csv);;With the values of each frame (*.json)</source>
        <translation>표 (*.csv);;프레임별 값 포함 (*.json)</translation>
    </message>
    <message>
        <source>The scores are in %1.</source>
        <translation>점수는 %1에 있습니다.</translation>
    </message>
</context>
<context>
    <name>revseg::studio::TrackController</name>
    <message>
        <source>Stopped.</source>
        <translation>멈췄습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n mask(s) are kept.</source>
        <translation>
            <numerusform>마스크 %n개가 남습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checked frame(s) stayed as they were.</source>
        <translation>
            <numerusform>확인된 프레임 %n개는 그대로 남았습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tracking would change %n mask(s)</source>
        <translation>
            <numerusform>추적하면 마스크 %n개가 바뀝니다</numerusform>
        </translation>
    </message>
    <message>
        <source>: mean IoU %1 with what is there, least %2 on frame %3.</source>
        <translation>: 지금 있는 것과의 평균 IoU %1, 가장 낮은 것은 프레임 %3의 %2.</translation>
    </message>
    <message numerus="yes">
        <source>It would add %n mask(s).</source>
        <translation>
            <numerusform>마스크 %n개가 추가됩니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checked frame(s) stay as they are.</source>
        <translation>
            <numerusform>확인된 프레임 %n개는 그대로 남습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Other work is running: wait until it is done, or stop it (Ctrl+.).</source>
        <translation>다른 작업이 실행 중입니다. 끝날 때까지 기다리거나 중지하십시오(Ctrl+.).</translation>
    </message>
    <message>
        <source>A person has made or checked frame %1: it stays as it is.</source>
        <translation>사람이 만들었거나 확인한 프레임 %1은(는) 그대로 둡니다.</translation>
    </message>
    <message>
        <source>Drag over the lane of the object to select frames first.</source>
        <translation>먼저 객체의 레인을 끌어 프레임을 선택하세요.</translation>
    </message>
    <message>
        <source>There is nothing to track here: no frame is beside this one, or a person has made or checked those that are.</source>
        <translation>여기서는 추적할 것이 없습니다. 옆에 프레임이 없거나, 사람이 이미 만들었거나 확인한 프레임입니다.</translation>
    </message>
</context>
<context>
    <name>revseg::studio::VideoController</name>
    <message>
        <source>Marker</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>Name of the marker at frame %1:</source>
        <translation>프레임 %1의 표시 이름:</translation>
    </message>
</context>
</TS>
