"""Two partnerships of our own making, each with a board, a piece of work and posts of the same names."""

from __future__ import annotations

SAID = "stated,said"


def tables(*areas: str, issued: str = "2024-05") -> dict[str, str]:
    """The tables of a partnership for each area, by `folder/table`; the work and the posts have no area."""
    return {name: text for area in areas for name, text in _of(area, issued).items()}


def _of(area: str, issued: str) -> dict[str, str]:
    me, title = area.lower(), f"{area} Safety Plan"
    return {
        f"{me}/documents": "id,label,kind,status,issued,file,sets_out,basis,phrase\n"
        f"doc/{me},{title},strategy,final,{issued},{me}.txt,{me}/plan,{SAID}\n",
        f"{me}/places": f"id,label,basis,phrase\nplace/{me},{area},{SAID}\n",
        f"{me}/plans": "id,label,kind,status,basis,phrase\n"
        f"{me}/plan,{title},community safety strategy,final,{SAID}\n",
        f"{me}/boards": "id,label,kind,tier,area,basis,phrase\n"
        f"{me}/board,Refuge Board,delivery board,Silver,place/{me},{SAID}\n",
        f"{me}/priorities": "id,label,number,kind,plan,basis,phrase\n"
        f"{me}/priority,Refuge,1,plan priority,{me}/plan,{SAID}\n",
        f"{me}/deliverables": "id,label,kind,plan,priority,basis,phrase\n"
        f"{me}/work,Open a second shelter,key deliverable,{me}/plan,{me}/priority,{SAID}\n",
        f"{me}/posts": f"id,label,basis,phrase\n{me}/head,Head of {area} Housing,{SAID}\n",
        f"{me}/links": "id,subject,relation,object,basis,phrase\n"
        f"{me}/link,{me}/work,is overseen by,{me}/board,{SAID}\n",
        f"{me}/memberships": "id,member,organisation,role,basis,phrase\n"
        f"{me}/seat,{me}/head,{me}/board,chair,{SAID}\n",
    }


def with_former_seats(area: str) -> dict[str, str]:
    """A partnership whose board had a chair until June 2022 and has the next since July, and had a member
    until 2021; a document of 2024 says so."""
    me, own = area.lower(), tables(area)
    own[f"{me}/posts"] += f"{me}/old,Old Head,{SAID}\n{me}/lead,Lead Member,{SAID}\n"
    own[f"{me}/memberships"] = (
        "id,member,organisation,role,from,until,basis,phrase\n"
        f"{me}/seat,{me}/head,{me}/board,chair,2022-07,,{SAID}\n"
        f"{me}/was,{me}/old,{me}/board,chair,2019,2022-06,{SAID}\n"
        f"{me}/sat,{me}/lead,{me}/board,member,2018-05,2021-05,{SAID}\n"
    )
    return own
